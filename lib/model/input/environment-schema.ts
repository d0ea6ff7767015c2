import { z } from 'zod';
import type { Capabilities } from '../environment/cluster.ts';
import type { Environment } from '../environment/environment-props.ts';
import { domainProblem, stackIdProblem } from '../values/name.ts';
import { awsSchema } from './aws-schema.ts';
import {
  address,
  cidr,
  cpu,
  filled,
  label,
  list,
  memory,
  portNumber,
  ranges,
  registryHost,
  some,
  text,
  whole,
} from './fields.ts';
import { k3sHostsSchema } from './k3s-schema.ts';
import { observabilitySchema } from './observability-schema.ts';
import { resources } from './workload-schema.ts';

const domainName = text(domainProblem);
const repository = text((value) =>
  /^(?:(?:https?|ssh):\/\/|[\w.-]+@[\w.-]+:)\S+$/.test(value)
    ? undefined
    : 'the address of a git repository, https://…, ssh://… or git@host:path',
);
const labels = filled(
  z.record(z.string(), z.string()),
  'at least one label, since none selects every pod of the namespace',
);
const pods = z.strictObject({ namespace: label, labels });

const ingress = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('traefik'), className: label, controller: pods }),
  z.strictObject({ kind: z.literal('alb'), className: label, sourceCidrs: ranges }),
  z.strictObject({
    kind: z.literal('gateway'),
    gatewayClassName: label,
    controller: pods,
    ports: z.strictObject({ http: portNumber, https: portNumber }),
  }),
]);

const capabilities = z.strictObject({
  enforcesNetworkPolicy: z.boolean(),
  storageClass: label,
  ingress,
  customMetrics: z.union([z.boolean(), pods]),
  secrets: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('external-secrets'), store: label }),
    z.strictObject({ kind: z.literal('provided') }),
  ]),
  managedDatabase: z
    .strictObject({ zone: domainName, cidrs: ranges, ownPorts: z.boolean().exactOptional() })
    .exactOptional(),
  dns: pods,
  scraper: pods,
  apiServer: z.strictObject({ cidrs: ranges, port: portNumber }),
  stableNodes: labels.exactOptional(),
  issuer: label.exactOptional(),
  clusterCidrs: some(cidr, 'one range'),
});

/** Strict: an unknown key is a fault. */
export const environmentSchema = z.strictObject({
  name: label,
  namespace: label,
  cluster: z.strictObject({
    kind: z.enum(['existing', 'k3s', 'eks']),
    capabilities,
    aws: awsSchema.exactOptional(),
    hosts: k3sHostsSchema.exactOptional(),
    // what was said beside `of` is a part of `capabilities` by now, and is checked there
    of: z
      .strictObject({ environment: label, capabilities: z.custom<Partial<Capabilities>>().optional() })
      .exactOptional(),
  }),
  domain: domainName,
  registry: z.strictObject({ host: registryHost, pullSecret: label.exactOptional() }),
  images: z.enum(['any', 'tag', 'digest']),
  tls: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('self-signed') }),
    z.strictObject({ kind: z.literal('cert-manager'), clusterIssuer: label }),
  ]),
  quota: z.strictObject({ cpu, memory, pods: whole(1, 100_000), storage: memory }),
  stacks: z.union([z.literal('all'), list(z.string())]),
  retired: list(text(stackIdProblem)).exactOptional(),
  observability: observabilitySchema.exactOptional(),
  gitops: z.strictObject({ repository, revision: address.exactOptional() }),
  sizes: z
    .strictObject({
      small: resources.options[1].exactOptional(),
      medium: resources.options[1].exactOptional(),
      large: resources.options[1].exactOptional(),
    })
    .exactOptional(),
  replicas: z
    .strictObject({ floor: whole(1, 1000).exactOptional(), ceiling: whole(1, 1000).exactOptional() })
    .exactOptional(),
}) satisfies z.ZodType<Environment>;
