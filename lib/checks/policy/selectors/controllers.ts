import { at, show } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { matches } from '../../tree/selector.ts';

const controllers = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'];

export const ownPods = objectRule(
  {
    id: 'selectors/own-pods',
    title: 'Every controller selects the pods that it makes.',
    why: 'The API server refuses a selector that its own template does not fit.',
    repair: "Write the selector's labels on the pod template.",
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  },
  controllers,
  function* (entry, environment) {
    const selector = at(entry.object, 'spec', 'selector');
    const pod = environment.podOf(entry);
    if (pod === undefined || (selector !== undefined && matches(selector, pod.labels))) return;
    yield {
      path: 'spec.selector',
      found: show(selector),
      expected: `a selector that fits the labels ${show(pod.labels)}`,
    };
  },
);

export const noOverlap = objectRule(
  {
    id: 'selectors/no-overlap',
    title: "No controller selects another one's pods.",
    why: "Two controllers that take each other's pods for their own make and delete them in turns.",
    repair: 'Add a label to the selector that tells the two apart.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  },
  controllers,
  function* (entry, environment) {
    const selector = at(entry.object, 'spec', 'selector');
    if (selector === undefined) return;
    for (const pod of environment.podsSelected(entry.namespace, selector)) {
      if (pod.entry === entry) continue;
      yield {
        path: 'spec.selector',
        found: `a selector that fits the pods of ${pod.entry.id}`,
        expected: 'its own pods only',
      };
    }
  },
);
