import { at, show } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { replicasOf } from '../../tree/replicas.ts';
import { singleWriterClaims } from '../availability/rollout.ts';

export const oneWriter = objectRule(
  {
    id: 'storage/one-writer',
    title: 'A Deployment with a volume of one writer has one pod and replaces it without overlap.',
    why: 'The new pod waits for the volume that the old one holds, and the old one waits for the new to be ready.',
    repair: 'Set replicas to 1 and strategy.type to Recreate, or make it a StatefulSet with claim templates.',
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  },
  ['Deployment'],
  function* (entry, environment) {
    const [claim] = singleWriterClaims(entry, environment);
    if (claim === undefined) return;
    const { max } = replicasOf(entry, environment);
    if (max > 1) yield { path: 'spec.replicas', found: String(max), expected: `1, since ${claim} has one writer` };
    const type = at(entry.object, 'spec', 'strategy', 'type');
    if (type !== 'Recreate') yield { path: 'spec.strategy.type', found: show(type), expected: '"Recreate"' };
  },
);
