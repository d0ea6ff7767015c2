import type { Invariant } from '../../check.ts';
import { autoscalerRange, autoscalerRequests, noReplicasBesideAutoscaler, oneAutoscaler } from './autoscaling.ts';
import { budgetAllowsEviction, budgetExists, budgetUnhealthyPods, spread } from './disruption.ts';
import { livenessProbe, probePort, readinessProbe } from './probes.ts';
import { cronJobConcurrency, jobDeadline, rollout } from './rollout.ts';

/** What keeps a workload answering while nodes, pods and versions come and go. */
export const availability: readonly Invariant[] = [
  readinessProbe,
  livenessProbe,
  probePort,
  noReplicasBesideAutoscaler,
  oneAutoscaler,
  autoscalerRange,
  autoscalerRequests,
  budgetExists,
  budgetAllowsEviction,
  budgetUnhealthyPods,
  spread,
  rollout,
  jobDeadline,
  cronJobConcurrency,
];
