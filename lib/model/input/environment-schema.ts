import { z } from 'zod';
import type { Environment } from '../environment/environment-props.ts';
import { domainProblem, stackIdProblem } from '../values/name.ts';
import { cidr, label, list, portNumber, quantity, text, whole } from './fields.ts';
import { resources } from './workload-schema.ts';

const domainName = text(domainProblem);
const pods = z.strictObject({ namespace: label, labels: z.record(z.string(), z.string()) });
const cidrs = list(cidr);

const ingress = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('traefik'), className: label, controller: pods }),
  z.strictObject({ kind: z.literal('alb'), className: label, sourceCidrs: cidrs }),
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
  customMetrics: z.boolean(),
  secrets: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('external-secrets'), store: label }),
    z.strictObject({ kind: z.literal('provided') }),
  ]),
  managedDatabase: z.strictObject({ zone: domainName, cidrs }).exactOptional(),
  dns: pods,
  scraper: pods,
  apiServer: z.strictObject({ cidrs, port: portNumber }),
  clusterCidrs: cidrs,
});

/** Strict: an unknown key is a fault. */
export const environmentSchema = z.strictObject({
  name: label,
  namespace: label,
  cluster: z.strictObject({ kind: z.enum(['existing', 'k3s', 'eks']), capabilities }),
  domain: domainName,
  registry: z.strictObject({ host: z.string(), pullSecret: label.exactOptional() }),
  images: z.enum(['any', 'tag', 'digest']),
  tls: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('self-signed') }),
    z.strictObject({ kind: z.literal('cert-manager'), clusterIssuer: label }),
  ]),
  quota: z.strictObject({ cpu: quantity, memory: quantity, pods: whole(1, 100_000), storage: quantity }),
  stacks: z.union([z.literal('all'), list(z.string())]),
  retired: list(text(stackIdProblem)).exactOptional(),
  gitops: z.strictObject({ repository: z.string(), revision: z.string().exactOptional() }),
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
