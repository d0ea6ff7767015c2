import type { Comparison } from '../compare/comparison.ts';
import type { TrafficChange } from '../traffic.ts';
import { gained, groupRanges, isPublic, type RangeGroup } from '../traffic-groups.ts';
import { about, type Finding, type RiskRule, type RiskText } from './risk.ts';

const reference = 'https://kubernetes.io/docs/concepts/services-networking/network-policies/';

/** A rule over the connections that an environment gains and `counts` takes. */
function connectionRule(text: RiskText, counts: (change: TrafficChange) => boolean): RiskRule {
  return {
    ...text,
    *find(comparison, { changes }) {
      const opened = changes.filter((change) => !gained(change).isEmpty && counts(change));
      for (const group of groupRanges(opened)) yield findingOf(group, comparison);
    },
  };
}

function findingOf({ from, to, change }: RangeGroup, { new: next }: Comparison): Finding {
  const peer = change.to.kind === 'workload' ? change.to : change.from;
  const what = `${from} => ${to} : ${gained(change)} is allowed`;
  const workload = peer.kind === 'workload' ? peer.workload : undefined;
  const found = workload && next.find(workload.kind, workload.namespace, workload.name);
  if (found !== undefined) return about(found, { path: '', what });
  // Bare pods are one peer under their owner, which need not be in the tree.
  return { object: peer.id, file: peer.id, path: '', what };
}

const entry = connectionRule(
  {
    id: 'exposure/ingress-controller',
    title: 'the ingress controller reaches a workload or port that it did not',
    reason: 'Whoever reaches the ingress controller reaches the workload through it.',
    repair: 'Make sure that what answers there is meant for them.',
    reference,
  },
  ({ from }) => from.kind === 'ingress-controller',
);

const fromAddresses = connectionRule(
  {
    id: 'exposure/from-addresses',
    title: 'addresses outside of the cluster reach a workload that they did not',
    reason: 'Anything at these addresses may connect, past the ingress controller.',
    repair: 'Name the few addresses that need it in ipBlock, or remove the rule.',
    reference,
  },
  ({ from }) => from.kind === 'external',
);

const toInternet = connectionRule(
  {
    id: 'exposure/to-internet',
    title: 'a workload reaches public addresses that it did not',
    reason: 'Whoever takes over a pod can send there what the pod can read.',
    repair: 'Name the few addresses that the workload needs, and except the ranges of the cluster.',
    reference,
  },
  ({ to }) => to.kind === 'external' && isPublic(to),
);

/** Connections that should not appear by themselves. */
export const connections: readonly RiskRule[] = [entry, fromAddresses, toInternet];
