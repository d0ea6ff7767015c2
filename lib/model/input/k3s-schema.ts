import { z } from 'zod';
import type { K3sHostsProps } from '../environment/clusters/k3s-props.ts';
import {
  addressOrRangeProblem,
  checksumProblem,
  endpointProblem,
  hostKeyProblem,
  ipv4Problem,
  k3sVersionProblem,
} from '../values/host.ts';
import { scheduleProblem } from '../values/schedule.ts';
import { address, cidr, label, list, portNumber, some, text, whole } from './fields.ts';

const endpoint = text(endpointProblem);
const hostKey = text(hostKeyProblem);

const host = z.strictObject({
  name: label,
  address: text(ipv4Problem),
  hostKey,
  port: portNumber.exactOptional(),
  user: address.exactOptional(),
});

const ssh = z.strictObject({
  user: address,
  key: address.exactOptional(),
  sudoPasswordFile: address.exactOptional(),
  jump: z
    .strictObject({ address: endpoint, hostKey, port: portNumber.exactOptional(), user: address.exactOptional() })
    .exactOptional(),
});

const s3 = z.strictObject({
  endpoint: address,
  bucket: address,
  region: address,
  credentialsFile: address,
  folder: address.exactOptional(),
});

/** Strict: an unknown key is a fault. What hosts must be together is looked at later, in the plan. */
export const k3sHostsSchema = z.strictObject({
  version: text(k3sVersionProblem),
  servers: some(host, 'one server'),
  agents: list(host).exactOptional(),
  ssh,
  source: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('url'), url: address }),
      z.strictObject({ kind: z.literal('folder'), path: address }),
    ])
    .exactOptional(),
  sha256: text(checksumProblem).exactOptional(),
  endpoint: endpoint.exactOptional(),
  tlsNames: list(endpoint).exactOptional(),
  networks: z.strictObject({ pods: cidr, services: cidr }).exactOptional(),
  snapshots: z
    .strictObject({ schedule: text(scheduleProblem), keep: whole(1, 1000), s3: s3.exactOptional() })
    .exactOptional(),
  registries: z.record(z.string(), z.strictObject({ endpoints: some(address, 'one endpoint') })).exactOptional(),
  storage: z.enum(['local-path', 'longhorn']).exactOptional(),
  loadBalancer: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('klipper') }),
      z.strictObject({ kind: z.literal('metallb'), addresses: some(text(addressOrRangeProblem), 'one range') }),
    ])
    .exactOptional(),
  issuer: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('acme'),
        name: label,
        email: address,
        server: address,
        solver: z.record(z.string(), z.unknown()),
      }),
      z.strictObject({ kind: z.literal('private-ca'), name: label }),
    ])
    .exactOptional(),
}) satisfies z.ZodType<K3sHostsProps>;
