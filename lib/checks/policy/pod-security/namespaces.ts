import { at, field, show } from '../../json.ts';
import { objectRule } from '../../rule.ts';

const enforce = 'pod-security.kubernetes.io/enforce';

export const namespaceEnforces = objectRule(
  {
    id: 'namespace/pod-security',
    title: 'Every namespace has the API server enforce Pod Security restricted.',
    why: 'What these checks see in files, the API server then refuses for everything else that is created in the namespace.',
    repair: `Label the Namespace ${enforce}: restricted.`,
    reference: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  },
  ['Namespace'],
  function* (entry) {
    const level = at(entry.object.metadata.labels, enforce);
    if (level === 'restricted') return;
    yield { path: field('metadata.labels', enforce), found: show(level), expected: '"restricted"' };
  },
);
