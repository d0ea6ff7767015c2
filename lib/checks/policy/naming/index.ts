import type { Invariant } from '../../check.ts';
import { fileName, nameLabels, namespace, statefulSetName, unique } from './names.ts';
import { mounts } from './pods.ts';

/** What things are called. */
export const naming: readonly Invariant[] = [unique, fileName, namespace, nameLabels, statefulSetName, mounts];
