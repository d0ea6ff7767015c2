import type { Invariant } from '../check.ts';
import { denyFirst } from './deny.ts';
import { jobsAfterStores, jobsInTime } from './jobs.ts';
import { keyExists } from './keys.ts';
import { exists, inTime } from './resolved.ts';
import { policiesInTime, servicesInTime } from './selected.ts';
import { wave } from './wave.ts';

export { providedSecretsAnnotation } from './providers.ts';

/** Whatever an object needs is there when the object is applied. */
export const order: readonly Invariant[] = [
  wave,
  exists,
  keyExists,
  inTime,
  denyFirst,
  policiesInTime,
  servicesInTime,
  jobsAfterStores,
  jobsInTime,
];
