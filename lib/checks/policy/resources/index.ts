import type { Invariant } from '../../check.ts';
import {
  aboveZero,
  cpuLimit,
  cpuRequest,
  limitAboveRequest,
  memoryLimit,
  memoryRequest,
  withinLimitRange,
} from './containers.ts';
import { withinQuota } from './quota.ts';
import { emptyDirLimit } from './volumes.ts';

/** What pods may take of their node and their namespace. */
export const resources: readonly Invariant[] = [
  cpuRequest,
  memoryRequest,
  cpuLimit,
  memoryLimit,
  aboveZero,
  limitAboveRequest,
  withinLimitRange,
  withinQuota,
  emptyDirLimit,
];
