import { list, show } from '../../json.ts';
import { podRule } from '../../rule.ts';
import { podSecurityStandards as reference, securityContext } from '../references.ts';
import { contextOf, contextsOf, hasUserNamespace } from './contexts.ts';

export const runAsNonRoot = podRule(
  {
    id: 'pod/run-as-non-root',
    title: 'The kubelet refuses to start a container as root.',
    why: 'Root in a container is root on the node for every hole in the runtime or the kernel.',
    repair: "Set runAsNonRoot to true in the pod's securityContext and leave it out of the containers'.",
    reference,
  },
  function* (pod) {
    if (hasUserNamespace(pod)) return;
    const [own] = contextsOf(pod);
    const inherited = own!.value.runAsNonRoot ?? undefined;
    if (inherited !== undefined && inherited !== true) {
      yield { path: `${own!.at}.runAsNonRoot`, found: show(inherited), expected: 'true' };
    }
    for (const container of pod.containers) {
      const context = contextOf(container);
      const value = context.value.runAsNonRoot ?? undefined;
      if (value === true || (value === undefined && inherited === true)) continue;
      yield { path: `${context.at}.runAsNonRoot`, found: show(value), expected: 'true, here or for the whole pod' };
    }
  },
);

export const runAsUser = podRule(
  {
    id: 'pod/run-as-user',
    title: 'No container asks for user 0.',
    why: 'User 0 is root, whatever the image calls it.',
    repair: 'Give a user id above 0, such as 10001.',
    reference,
  },
  function* (pod) {
    if (hasUserNamespace(pod)) return;
    for (const context of contextsOf(pod)) {
      if (context.value.runAsUser === 0)
        yield { path: `${context.at}.runAsUser`, found: '0', expected: 'an id above 0' };
    }
  },
);

export const rootGroup = podRule(
  {
    id: 'pod/root-group',
    title: 'No container runs in group 0.',
    why: "Group 0 owns root's files in most images, and volumes that it writes are open to every other such pod.",
    repair: 'Give a group id above 0, such as 10001.',
    reference: securityContext,
  },
  function* (pod) {
    if (hasUserNamespace(pod)) return;
    for (const context of contextsOf(pod)) {
      for (const field of ['runAsGroup', 'fsGroup']) {
        if (context.value[field] === 0) yield { path: `${context.at}.${field}`, found: '0', expected: 'an id above 0' };
      }
      const index = list(context.value.supplementalGroups).indexOf(0);
      if (index >= 0) {
        yield { path: `${context.at}.supplementalGroups[${index}]`, found: '0', expected: 'ids above 0' };
      }
    }
  },
);
