import type { Invariant } from '../../check.ts';
import { noOverlap, ownPods } from './controllers.ts';
import { budgetSelects, peerSelects, policySelects, serviceRunsOn, serviceSelects } from './dangling.ts';
import { stable } from './stable.ts';

/** Who finds whom by labels. */
export const selectors: readonly Invariant[] = [
  stable,
  ownPods,
  noOverlap,
  serviceSelects,
  serviceRunsOn,
  budgetSelects,
  policySelects,
  peerSelects,
];
