import type { Workload } from '../../traffic/index.ts';
import type { Entry, EnvironmentIndex } from '../../tree/index.ts';

/** The object that a workload of the traffic engine stands for; none for bare pods that belong to an object outside of the tree. */
export function entryOfWorkload(environment: EnvironmentIndex, workload: Workload): Entry | undefined {
  return environment.find(workload.kind, workload.namespace, workload.name);
}
