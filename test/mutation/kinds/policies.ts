import { type Change, Instead, type Kind, type Loose, type Place } from '../mutant.ts';

const halves = ['ingress', 'egress'] as const;
const removed = () => new Instead();
export const sideOf = { ingress: 'from', egress: 'to' } as const;

/** A kind of mutants of NetworkPolicies. */
export function policyKind(name: string, tells: Kind['tells'], of: Kind['of']): Kind {
  return {
    name,
    tells,
    *of(object, place) {
      if (object.kind === 'NetworkPolicy') yield* of(object, place);
    },
  };
}

/** A kind with one mutant a rule. */
export function ruleKind(
  name: string,
  tells: Kind['tells'],
  change: (spec: Loose, half: 'ingress' | 'egress', index: number, place: Place) => void,
  newcomer?: Change['newcomer'],
): Kind {
  return policyKind(name, tells, function* ({ spec }, place) {
    for (const half of halves) {
      for (const index of (spec[half] ?? []).keys()) {
        yield {
          at: `spec.${half}[${index}]`,
          rule: [half, index],
          ...(newcomer && { newcomer }),
          change: (object) => change(object.spec, half, index, place),
        };
      }
    }
  });
}

/** Whole policies and whole rules. */
export const policyKinds: readonly Kind[] = [
  policyKind('policy removed', 'edge', function* () {
    yield { at: '', change: removed };
  }),
  policyKind('policy selects every pod', 'connection', function* ({ spec }) {
    if (Object.keys(spec.podSelector).length === 0) return;
    yield { at: 'spec.podSelector', change: (object) => Object.assign(object.spec, { podSelector: {} }) };
  }),
  policyKind('label of the policy’s selector changed', 'edge', function* ({ spec }) {
    for (const label of Object.keys(spec.podSelector.matchLabels ?? {})) {
      const change = (object: Loose) => Object.assign(object.spec.podSelector.matchLabels, { [label]: 'other' });
      yield { at: `spec.podSelector.matchLabels.${label}`, change };
    }
  }),
  policyKind('label of the policy’s selector removed', 'connection', function* ({ spec }) {
    for (const label of Object.keys(spec.podSelector.matchLabels ?? {})) {
      yield {
        at: `spec.podSelector.matchLabels.${label}`,
        change: (object) => void delete object.spec.podSelector.matchLabels[label],
      };
    }
  }),
  policyKind('policy in another namespace', 'edge', function* () {
    yield { at: 'metadata.namespace', change: (object) => Object.assign(object.metadata, { namespace: 'elsewhere' }) };
  }),
  policyKind('policyTypes removed', 'edge', function* () {
    yield { at: 'spec.policyTypes', change: (object) => void delete object.spec.policyTypes };
  }),
  policyKind('one policyType removed', 'edge', function* ({ spec }) {
    for (const index of spec.policyTypes.keys()) {
      yield { at: `spec.policyTypes[${index}]`, change: (object) => object.spec.policyTypes.splice(index, 1) };
    }
  }),
  policyKind('rule for everyone added', 'newcomer', function* () {
    for (const half of halves) {
      yield { at: `spec.${half}`, change: ({ spec }) => Object.assign(spec, { [half]: [...(spec[half] ?? []), {}] }) };
    }
  }),
  ruleKind('rule removed', 'edge', (spec, half, index) => spec[half].splice(index, 1)),
  ruleKind('rule without peers', 'newcomer', (spec, half, index) => delete spec[half][index][sideOf[half]]),
  ruleKind('rule without ports', 'edge', (spec, half, index) => delete spec[half][index].ports),
  ruleKind('rule moved to the other half', 'edge', (spec, half, index) => {
    const [rule] = spec[half].splice(index, 1);
    const other = half === 'ingress' ? 'egress' : 'ingress';
    spec[other] = [...(spec[other] ?? []), { [sideOf[other]]: rule[sideOf[half]], ports: rule.ports }];
  }),
];
