import type { Invariant } from '../../check.ts';
import { automated, ownPaths, preserves, projectExists, retryRefreshes, strictTemplate } from './applications.ts';
import { hookDeletePolicy, jobName, jobStays, noLastApplied } from './objects.ts';
import { allows, bounded } from './projects.ts';

/** What keeps Argo CD from deleting, blocking or repeating what it should not. */
export const gitops: readonly Invariant[] = [
  preserves,
  strictTemplate,
  automated,
  retryRefreshes,
  ownPaths,
  projectExists,
  bounded,
  allows,
  hookDeletePolicy,
  jobName,
  jobStays,
  noLastApplied,
];
