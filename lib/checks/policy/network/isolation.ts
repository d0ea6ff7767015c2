import { environmentRule } from '../../rule.ts';
import { solvedTraffic } from './traffic.ts';
import { entryOfWorkload } from './workload.ts';

export const defaultDeny = environmentRule(
  {
    id: 'network/default-deny',
    title: 'Every pod is closed both ways, but for what policies open.',
    why: 'Without a policy that selects it for ingress and egress, whatever takes over a pod reaches everything.',
    repair: 'Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress, Egress] to the namespace.',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
  },
  function* (environment) {
    const solved = solvedTraffic(environment);
    if (solved === undefined) return;
    for (const [place, peer] of solved.workloads.entries()) {
      const entry = entryOfWorkload(environment, peer.workload);
      if (entry === undefined) continue;
      for (const half of ['ingress', 'egress'] as const) {
        if (solved.classesOf[place]!.every((each) => solved.engine.half(half, each).isolated)) continue;
        const expected = `a policy that selects its pods for ${half}`;
        yield { entry, path: environment.podOf(entry)!.at, found: `pods open for all ${half}`, expected };
      }
    }
  },
);
