import { z } from 'zod';
import type { ObservabilityProps } from '../observability/observability-props.ts';
import type { SloProps } from '../observability/slo-props.ts';
import { labelProblem } from '../values/name.ts';
import { label, number, ranges, text, whole } from './fields.ts';

const share = number((value) =>
  value > 0 && value < 100
    ? undefined
    : 'a percentage above 0 and below 100: nothing ever is perfect, and 100 leaves no budget',
);
const percent = number((value) => (value > 0 ? undefined : 'a percentage above 0'));
const seconds = number((value) => (value > 0 ? undefined : 'seconds above 0'));

/** Promises of a workload or of a whole environment. */
export const sloSchema = z.strictObject({
  availability: share.exactOptional(),
  success: share.exactOptional(),
  latency: z.strictObject({ target: share, belowSeconds: seconds }).exactOptional(),
}) satisfies z.ZodType<SloProps>;

const reference = text((value) =>
  value.includes('://')
    ? 'the name of a Secret: the address is itself a secret, and belongs into the cluster'
    : labelProblem(value),
);
const roleArn = text((value) =>
  /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(value) ? undefined : 'the ARN of an IAM role',
);
const amazon = { region: label, roleArn, cidrs: ranges };

/** Strict: an unknown key is a fault. */
export const observabilitySchema = z.strictObject({
  namespace: label.exactOptional(),
  flavour: z.enum(['standalone', 'operator']).exactOptional(),
  slack: z.strictObject({
    channel: text((value) =>
      /^#[a-z0-9_-]+$/.test(value) ? undefined : 'a channel such as "#devops-alerts"',
    ).exactOptional(),
    secret: reference,
  }),
  runbooks: text((value) =>
    /^https:\/\/\S+[^/\s]$/.test(value) ? undefined : 'an address that starts with https:// and ends without a slash',
  ),
  slo: sloSchema.exactOptional(),
  thresholds: z
    .strictObject({ errorPercent: percent.exactOptional(), cpuPercent: percent.exactOptional() })
    .exactOptional(),
  retention: z.strictObject({ days: whole(1, 3650), sizeGi: whole(1, 65_536) }).exactOptional(),
  nodeCidrs: ranges,
  remoteWrite: z
    .strictObject({
      ...amazon,
      url: text((value) => (value.startsWith('https://') ? undefined : 'an address that starts with https://')),
    })
    .exactOptional(),
  objectStorage: z.strictObject({ ...amazon, bucket: label }).exactOptional(),
}) satisfies z.ZodType<ObservabilityProps>;
