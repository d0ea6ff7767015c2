import { type Kind, type Loose, namesOf, type Place } from '../mutant.ts';
import { policyKind, ruleKind, sideOf } from './policies.ts';

const sides = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/** A kind with mutants of each peer; `changes` gives each its place inside the peer. */
function peerKind(
  name: string,
  tells: Kind['tells'],
  changes: (
    peer: Loose,
    place: Place,
    list: Loose,
  ) => Iterable<readonly [at: string, change: (peer: Loose, list: Loose) => unknown, tells?: Kind['tells']]>,
): Kind {
  return policyKind(name, tells, function* ({ spec }, place) {
    for (const [half, side] of sides) {
      for (const [index, rule] of (spec[half] ?? []).entries()) {
        for (const [number, peer] of rule[side].entries()) {
          for (const [at, change, told = tells] of changes(peer, place, rule[side])) {
            yield {
              at: `spec.${half}[${index}].${side}[${number}]${at}`,
              rule: [half, index],
              tells: told,
              change: (object) => {
                const list = object.spec[half][index][side];
                change(list[number], list);
              },
            };
          }
        }
      }
    }
  });
}

/** Resizes a CIDR: the same first address, other bits behind the new mask cleared. */
function withMask(cidr: string, by: number): string {
  const [address = '', mask = ''] = cidr.split('/');
  const bits = Number(mask) + by;
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(number / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${bits}`;
}

function* labelsOf(peer: Loose): Iterable<readonly [string, string]> {
  for (const selector of ['podSelector', 'namespaceSelector']) {
    for (const label of Object.keys(peer[selector]?.matchLabels ?? {})) yield [selector, label];
  }
}

/** A kind that adds a peer to each rule; `newcomer` knows it by what a message calls it. */
function addedKind(name: string, peer: Loose, newcomer: RegExp): Kind {
  return ruleKind(name, 'newcomer', (spec, half, index) => void spec[half][index][sideOf[half]].push(peer), [newcomer]);
}

/** Adds pods that no edge of these pods has for its other end: the first of their neighbours. */
const strangersAdded = policyKind('other pods added to a rule', 'newcomer', function* ({ spec }, { pods, others }) {
  if (pods === undefined) return;
  for (const half of ['ingress', 'egress'] as const) {
    const known = new Set(pods[half].map(({ peer }) => peer.id));
    const other = others.find(({ id }) => !known.has(id));
    for (const index of other ? (spec[half] ?? []).keys() : []) {
      yield {
        at: `spec.${half}[${index}]`,
        rule: [half, index],
        newcomer: namesOf(other!),
        change: (object) =>
          void object.spec[half][index][sideOf[half]].push({ podSelector: { matchLabels: other!.selector } }),
      };
    }
  }
});

/** Who is meant by a rule. */
export const peerKinds: readonly Kind[] = [
  peerKind('peer removed', 'edge', function* (_peer, _place, { length }) {
    // a rule without peers means everyone
    yield ['', (peer, list) => list.splice(list.indexOf(peer), 1), length === 1 ? 'newcomer' : 'edge'];
  }),
  peerKind('peer widened to every pod', 'newcomer', function* ({ podSelector }) {
    if (podSelector) yield ['.podSelector', (peer) => Object.assign(peer, { podSelector: {} })];
  }),
  peerKind('label of a peer removed', 'newcomer', function* (peer) {
    for (const [selector, label] of labelsOf(peer)) {
      yield [`.${selector}.matchLabels.${label}`, (each) => delete each[selector].matchLabels[label]];
    }
  }),
  peerKind('label of a peer changed', 'edge', function* (peer) {
    for (const [selector, label] of labelsOf(peer)) {
      yield [
        `.${selector}.matchLabels.${label}`,
        (each) => Object.assign(each[selector].matchLabels, { [label]: 'other' }),
      ];
    }
  }),
  peerKind('peer of every namespace', 'newcomer', function* ({ podSelector }) {
    if (podSelector) yield ['.namespaceSelector', (peer) => Object.assign(peer, { namespaceSelector: {} })];
  }),
  peerKind('peer without its namespace', 'edge', function* ({ namespaceSelector }) {
    if (namespaceSelector) yield ['.namespaceSelector', (peer) => delete peer.namespaceSelector];
  }),
  peerKind('peer without its pods', 'newcomer', function* ({ namespaceSelector, podSelector }) {
    if (namespaceSelector && podSelector) yield ['.podSelector', (peer) => delete peer.podSelector];
  }),
  peerKind('addresses widened', 'newcomer', function* ({ ipBlock }) {
    if (ipBlock && !ipBlock.cidr.endsWith('/0'))
      yield ['.ipBlock.cidr', (peer) => Object.assign(peer.ipBlock, { cidr: withMask(ipBlock.cidr, -1) })];
  }),
  peerKind('addresses narrowed', 'edge', function* ({ ipBlock }) {
    if (ipBlock && !ipBlock.cidr.endsWith('/32') && !ipBlock.except)
      yield ['.ipBlock.cidr', (peer) => Object.assign(peer.ipBlock, { cidr: withMask(ipBlock.cidr, 1) })];
  }),
  peerKind('exception of addresses dropped', 'newcomer', function* ({ ipBlock }) {
    for (const index of ipBlock?.except?.keys() ?? []) {
      yield [`.ipBlock.except[${index}]`, (peer) => peer.ipBlock.except.splice(index, 1)];
    }
  }),
  peerKind('exception of addresses added', 'edge', function* ({ ipBlock }) {
    // one address has no part that could be taken out of it
    if (ipBlock && !ipBlock.cidr.endsWith('/32')) {
      const except = [...(ipBlock.except ?? []), withMask(ipBlock.cidr, 1)];
      yield ['.ipBlock.except', (peer) => Object.assign(peer.ipBlock, { except })];
    }
  }),
  peerKind('peer split into its pods and its namespace', 'newcomer', function* ({ namespaceSelector, podSelector }) {
    if (namespaceSelector && podSelector)
      yield ['', (peer, list) => list.splice(list.indexOf(peer), 1, { namespaceSelector }, { podSelector })];
  }),
  strangersAdded,
  addedKind('every namespace added to a rule', { namespaceSelector: {} }, /^\[any namespace\]/),
  addedKind('every address added to a rule', { ipBlock: { cidr: '0.0.0.0/0' } }, /\[External\]$/),
];
