import { at, list, text } from '../../json.ts';
import type { Entry } from '../../tree/index.ts';
import { showBoth } from '../compare/wording.ts';
import { fixedChange } from './fixed.ts';
import { changedRule, type ObjectFinding, type RiskRule } from './risk.ts';

const serviceReference =
  'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec';

const service = changedRule(
  {
    id: 'immutable/service',
    title: 'the cluster address, address family or load-balancer class of a Service changes',
    reason:
      'The API server refuses the change, or keeps the old value where the field is only taken away: what runs is not what is written.',
    repair: 'Make a Service under a new name, move its clients over, and remove this one.',
    reference: serviceReference,
  },
  ['Service'],
  function* (old, next) {
    if ([old, next].some((entry) => typeOf(entry) === 'ExternalName')) return;
    yield* fixedChange(old, next, { path: 'spec.clusterIP' });
    yield* primaryFamily(old, next);
    if ([old, next].every((entry) => typeOf(entry) === 'LoadBalancer')) {
      yield* fixedChange(old, next, { path: 'spec.loadBalancerClass' });
    }
  },
);

/** A second family may come and go; the first one stays, unless the Service has no address of its own. */
function* primaryFamily(old: Entry, next: Entry): Iterable<ObjectFinding> {
  const [before] = list(at(old.object, 'spec', 'ipFamilies'));
  const [after] = list(at(next.object, 'spec', 'ipFamilies'));
  if (before === undefined || after === undefined || before === after) return;
  if (at(next.object, 'spec', 'clusterIP') === 'None') return;
  const [from, to] = showBoth(before, after);
  yield { path: 'spec.ipFamilies[0]', what: `changes from ${from} to ${to}` };
}

const destination = changedRule(
  {
    id: 'service/destination',
    title: 'a Service leads to another place: it becomes an ExternalName, stops being one, or names another host',
    reason: 'Clients keep the name and reach something else by it: a database behind it is another database.',
    repair: 'Make sure that the data is at the new place, and that its clients may be restarted.',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
  },
  ['Service'],
  function* (old, next) {
    const before = placeOf(old);
    const after = placeOf(next);
    if (before === after) return;
    const path = typeOf(old) === typeOf(next) ? 'spec.externalName' : 'spec.type';
    yield { path, what: `leads to ${after} instead of ${before}` };
  },
);

function placeOf(entry: Entry): string {
  const isExternal = typeOf(entry) === 'ExternalName';
  return isExternal ? text(at(entry.object, 'spec', 'externalName')) : 'pods of the cluster';
}

function typeOf(entry: Entry): string {
  return text(at(entry.object, 'spec', 'type')) || 'ClusterIP';
}

/** What must not change in a Service, and where it leads. */
export const services: readonly RiskRule[] = [service, destination];
