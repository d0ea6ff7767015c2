import type { Invariant } from '../../check.ts';
import { claimConsumed, claimInTime, claimOfCronJob } from './claims.ts';
import { kept } from './kept.ts';
import { oneWriter } from './writers.ts';

/** What keeps data, and what keeps claims from blocking a sync. */
export const storage: readonly Invariant[] = [claimConsumed, claimOfCronJob, claimInTime, oneWriter, kept];
