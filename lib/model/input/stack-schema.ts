import { z } from 'zod';
import type { Stack } from '../stack/stack-props.ts';
import { dayProblem } from '../values/day.ts';
import { ruleIdProblem } from '../values/name.ts';
import { scheduleProblem } from '../values/schedule.ts';
import { command, filled, label, list, some, text, whole, why } from './fields.ts';
import { resources, workloadSchema } from './workload-schema.ts';

const database = z.strictObject({
  version: z.string().exactOptional(),
  sizeGi: whole(1, 65_536).exactOptional(),
  resources: resources.exactOptional(),
  managed: z.boolean().exactOptional(),
  migration: z
    .strictObject({ workload: label, command, timeoutSeconds: whole(10, 86_400).exactOptional() })
    .exactOptional(),
  backup: z
    .union([
      z.literal(false),
      z.strictObject({ schedule: text(scheduleProblem).exactOptional(), keep: whole(1, 365).exactOptional() }),
    ])
    .exactOptional(),
});

const exception = z.strictObject({
  rule: text(ruleIdProblem),
  of: label,
  kind: text((kind) => (/^[A-Z][A-Za-z]+$/.test(kind) ? undefined : 'a kind such as "Deployment"')),
  until: text(dayProblem),
  reason: why,
  environments: some(label, 'one environment').exactOptional(),
});

/** Strict: an unknown key is a fault. */
export const stackSchema = z.strictObject({
  domain: label,
  name: label,
  workloads: filled(z.record(label, workloadSchema), 'at least one workload'),
  databases: z.record(label, database).exactOptional(),
  edges: list(z.strictObject({ from: label, to: z.string(), port: z.string().exactOptional(), why })).exactOptional(),
  exceptions: list(exception).exactOptional(),
}) satisfies z.ZodType<Stack>;
