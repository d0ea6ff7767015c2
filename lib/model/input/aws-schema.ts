import { z } from 'zod';
import type { AwsProps } from '../environment/clusters/eks-props.ts';
import { domainProblem, labelProblem } from '../values/name.ts';
import { address, cidr, label, list, number, some, text, whole } from './fields.ts';

const taint = z.strictObject({
  key: address,
  value: z.string(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
});

const pool = z.strictObject({
  types: some(z.string(), 'one instance type'),
  min: whole(0, 450),
  max: whole(1, 450),
  diskGi: whole(20, 16_384).exactOptional(),
  labels: z.record(z.string(), z.string()).exactOptional(),
  taints: list(taint).exactOptional(),
});

const nodes = z.strictObject({
  base: z.union([z.literal(false), pool]).exactOptional(),
  spot: z.record(label, pool).exactOptional(),
  sshKey: z.boolean().exactOptional(),
});

const databases = z.strictObject({
  classes: z
    .strictObject({
      small: z.string().exactOptional(),
      medium: z.string().exactOptional(),
      large: z.string().exactOptional(),
    })
    .exactOptional(),
  multiAz: list(z.enum(['small', 'medium', 'large'])).exactOptional(),
  backupDays: whole(1, 35).exactOptional(),
  // any value has the right shape: that a database is public is told with what else is unsafe
  publiclyAccessible: z.boolean().exactOptional() as unknown as z.ZodExactOptional<z.ZodLiteral<false>>,
});

const email = text((value) => (/^[^\s@]+@[^\s@]+$/.test(value) ? undefined : 'an e-mail address'));
const money = number((value) => (value > 0 ? undefined : 'more than nothing'));
/** Values of tags, as AWS takes them. */
const tag = text((value) =>
  /^[\w .:/=+@-]{1,256}$/.test(value) ? undefined : 'up to 256 letters, digits, spaces and _.:/=+-@',
);

/** Longest name of a cluster: a role's name is at most 64 characters, and the longest suffix of ours has 30. */
export const clusterNameLimit = 32;

/** What may be asked of EKS. Strict: an unknown key is a fault. */
export const awsSchema = z.strictObject({
  name: text((value) => labelProblem(value, clusterNameLimit)).exactOptional(),
  region: z.string().exactOptional(),
  zones: list(z.string()).exactOptional(),
  cidr: cidr.exactOptional(),
  serviceCidr: cidr.exactOptional(),
  neighbours: list(cidr).exactOptional(),
  version: z.string().exactOptional(),
  nat: z.enum(['one', 'one-a-zone']).exactOptional(),
  endpoints: list(z.enum(['ecr', 'logs', 'metrics', 's3', 'sts'])).exactOptional(),
  publicEndpoint: list(cidr).exactOptional(),
  admins: list(
    text((value) => (/^arn:aws[\w-]*:iam::\d{12}:(role|user)\/\S+$/.test(value) ? undefined : 'the ARN of a role')),
  ).exactOptional(),
  nodes: nodes.exactOptional(),
  databases: databases.exactOptional(),
  dns: z.strictObject({ zone: text(domainProblem), existing: z.boolean().exactOptional() }).exactOptional(),
  waf: z.boolean().exactOptional(),
  budget: z.strictObject({ monthlyUsd: money, emails: some(email, 'one address') }).exactOptional(),
  tags: z.strictObject({ owner: tag, costCentre: tag }).exactOptional(),
  logDays: whole(1, 3653).exactOptional(),
  disposable: z.boolean().exactOptional(),
}) satisfies z.ZodType<AwsProps>;
