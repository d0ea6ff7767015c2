import { at } from '../lib/checks/json.ts';
import { parseQuantity } from '../lib/checks/quantity.ts';
import { containerRule } from '../lib/checks/rule.ts';

const mostCores = 2;

/** A rule of this platform's own: the nodes of the home server have four cores. */
export const modestRequests = containerRule(
  {
    id: 'own/modest-requests',
    title: `A container requests at most ${mostCores} cores.`,
    why: 'A pod that asks for more than half a node finds no place when a node is down.',
    repair: `Request ${mostCores} cores or fewer, and run more replicas.`,
    reference: 'docs/checks.md',
  },
  function* (container) {
    const request = at(container.value, 'resources', 'requests', 'cpu');
    if ((parseQuantity(request) ?? 0) <= mostCores) return;
    const path = `${container.at}.resources.requests.cpu`;
    yield { path, found: `"${request}"`, expected: `at most ${mostCores}` };
  },
);
