import { z } from 'zod';
import { digestProblem, type Release, tagProblem } from '../values/image.ts';
import { text } from './fields.ts';

/** What an environment runs: stack id (`identity/auth`) → workload → tag and digest. The content of `environments/releases/<env>.yaml`. */
export type Releases = Readonly<Record<string, Readonly<Record<string, Release>>>>;

/** Strict: an unknown key is a fault. */
export const releasesSchema = z.record(
  z.string(),
  z.record(z.string(), z.strictObject({ tag: text(tagProblem), digest: text(digestProblem).exactOptional() })),
) satisfies z.ZodType<Releases>;
