import { z } from 'zod';
import type { InternetProps } from '../stack/reach-props.ts';
import type { ProbeProps, WorkloadProps } from '../stack/workload-props.ts';
import { repositoryProblem } from '../values/image.ts';
import {
  cidr,
  command,
  cpu,
  filePath,
  label,
  list,
  listeningPort,
  memory,
  metric,
  portName,
  portNumber,
  quantity,
  refuse,
  routePath,
  secretKey,
  some,
  text,
  urlPath,
  variable,
  whole,
  why,
} from './fields.ts';
import { sloSchema } from './observability-schema.ts';

const amounts = z.strictObject({ cpu, memory });

/** A size by name, or requests and limits. */
export const resources = z.union([
  z.enum(['small', 'medium', 'large']),
  z.strictObject({ requests: amounts, limits: amounts }),
]);

const probe: z.ZodType<ProbeProps> = z
  .strictObject({
    http: urlPath.exactOptional(),
    tcp: portName.exactOptional(),
    exec: command.exactOptional(),
    port: portName.exactOptional(),
    periodSeconds: whole(1, 3600).exactOptional(),
    timeoutSeconds: whole(1, 600).exactOptional(),
    failureThreshold: whole(1, 1000).exactOptional(),
  })
  .superRefine((value, context) => {
    exactlyOne(value, ['http', 'tcp', 'exec'], context);
    onlyWith(value, ['port'], 'http', context);
  });

const internet: z.ZodType<InternetProps> = z
  .strictObject({
    cidr: cidr.exactOptional(),
    name: z.string().exactOptional(),
    cidrs: list(cidr).exactOptional(),
    anyAddress: z.boolean().exactOptional(),
    port: portNumber.exactOptional(),
    why,
  })
  .superRefine((value, context) => {
    exactlyOne(value, ['cidr', 'name'], context);
    onlyWith(value, ['cidrs', 'anyAddress'], 'name', context);
  });

const group = text((value) => (value.includes('*') ? 'a group, no wildcard' : undefined));
const word = text((value) => (value === '' || value.includes('*') ? 'a name, no wildcard' : undefined));
const rule = z.strictObject({
  apiGroups: some(group, 'one group; "" is the core'),
  resources: some(word, 'one resource'),
  verbs: some(word, 'one verb'),
});

/** Strict: an unknown key is a fault. */
export const workloadSchema = z.strictObject({
  tier: z.enum(['app', 'api', 'service', 'worker']).exactOptional(),
  image: text(repositoryProblem).exactOptional(),
  command: command.exactOptional(),
  args: list(z.string()).exactOptional(),
  ports: z
    .record(
      portName,
      z.union([
        listeningPort,
        z.strictObject({ port: listeningPort, protocol: z.enum(['TCP', 'UDP', 'SCTP']).exactOptional() }),
      ]),
    )
    .exactOptional(),
  health: z
    .strictObject({
      liveness: probe.exactOptional(),
      readiness: probe.exactOptional(),
      startup: probe.exactOptional(),
    })
    .exactOptional(),
  metrics: z
    .strictObject({
      port: portName,
      path: urlPath.exactOptional(),
      convention: z.enum(['otel', 'seed']).exactOptional(),
    })
    .exactOptional(),
  slo: z.union([z.literal(false), sloSchema]).exactOptional(),
  env: z.record(variable, z.string()).exactOptional(),
  config: z.record(filePath, z.string()).exactOptional(),
  secrets: z.record(variable, z.strictObject({ secret: label, key: secretKey })).exactOptional(),
  resources: resources.exactOptional(),
  replicas: whole(1, 1000).exactOptional(),
  autoscaling: z
    .strictObject({
      min: whole(1, 1000),
      max: whole(1, 1000),
      cpuPercent: whole(1, 1000).exactOptional(),
      requestsPerSecond: whole(1, 1_000_000).exactOptional(),
      custom: z.record(metric, quantity).exactOptional(),
    })
    .exactOptional(),
  maxUnavailableInDrain: whole(1, 1000).exactOptional(),
  spread: z.enum(['preferred', 'required']).exactOptional(),
  rollout: z
    .strictObject({ maxSurge: whole(1, 1000).exactOptional(), deadlineSeconds: whole(30, 86_400).exactOptional() })
    .exactOptional(),
  routes: list(
    z.strictObject({ path: routePath, host: label.exactOptional(), port: portName.exactOptional() }),
  ).exactOptional(),
  internet: list(internet).exactOptional(),
  kubernetesApi: z.strictObject({ rules: some(rule, 'one rule'), why }).exactOptional(),
  scratch: list(filePath).exactOptional(),
  user: whole(1, 2_147_483_647).exactOptional(),
  waitsFor: list(label).exactOptional(),
}) satisfies z.ZodType<WorkloadProps>;

function exactlyOne(value: object, keys: readonly string[], context: z.RefinementCtx): void {
  const given = keys.filter((key) => key in value);
  if (given.length === 1) return;
  const expected = `exactly one of ${keys.join(', ')}`;
  const found = given.length === 0 ? 'none of them' : given.join(' and ');
  refuse(context, expected, found);
}

/** A key that another one gives its meaning: beside anything else it would be ignored. */
function onlyWith(value: object, keys: readonly string[], partner: string, context: z.RefinementCtx): void {
  if (partner in value) return;
  for (const key of keys) {
    if (key in value) refuse(context, `${key} beside ${partner} alone`, `${key} without ${partner}`);
  }
}
