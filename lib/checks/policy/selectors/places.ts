import { at, type Json, list, record, text } from '../../json.ts';
import type { Entry } from '../../tree/index.ts';

/** A selector of pods inside an object. */
export interface PlacedSelector {
  /** The field that holds the labels: `spec.selector.matchLabels`. */
  readonly at: string;
  /** The labels that it demands, and for expressions the keys with `true`. */
  readonly keys: Json;
}

const labelSelectorAt: Readonly<Record<string, string>> = {
  Deployment: 'spec.selector',
  StatefulSet: 'spec.selector',
  DaemonSet: 'spec.selector',
  ReplicaSet: 'spec.selector',
  Rollout: 'spec.selector',
  PodDisruptionBudget: 'spec.selector',
  NetworkPolicy: 'spec.podSelector',
  ServiceMonitor: 'spec.selector',
  PodMonitor: 'spec.selector',
};

/** The kinds that {@link selectorsIn} looks into. */
export const selectingKinds = [...Object.keys(labelSelectorAt), 'Service'];

/** Every selector by which an object of {@link selectingKinds} finds pods. */
export function* selectorsIn(entry: Entry): Iterable<PlacedSelector> {
  const spec = at(entry.object, 'spec');
  if (entry.type === 'Service') {
    yield { at: 'spec.selector', keys: record(at(spec, 'selector')) };
    return;
  }
  const path = labelSelectorAt[entry.type]!;
  yield* labelSelector(at(spec, path.slice('spec.'.length)), path);
  if (entry.type === 'NetworkPolicy') yield* peerSelectors(spec);
}

function* peerSelectors(spec: unknown): Iterable<PlacedSelector> {
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [ruleIndex, rule] of list(at(spec, direction)).entries()) {
      for (const [index, peer] of list(at(rule, peers)).entries()) {
        yield* labelSelector(at(peer, 'podSelector'), `spec.${direction}[${ruleIndex}].${peers}[${index}].podSelector`);
      }
    }
  }
}

function* labelSelector(selector: unknown, path: string): Iterable<PlacedSelector> {
  yield { at: `${path}.matchLabels`, keys: record(at(selector, 'matchLabels')) };
  for (const [index, expression] of list(at(selector, 'matchExpressions')).entries()) {
    yield { at: `${path}.matchExpressions[${index}]`, keys: { [text(at(expression, 'key'))]: true } };
  }
}
