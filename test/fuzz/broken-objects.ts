import fc from 'fast-check';
import type { KubeObject } from '../../lib/render/tree.ts';
import { cluster } from '../checks/traffic/arbitrary.ts';

/** What may stand where something else should. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, 0, -1, 1.5, NaN, Infinity, 65_536, 1e9, '', '80', 'a b', 'http', true),
  fc.constantFrom<unknown>([], {}, [null], [[]], [{}], { matchLabels: 1 }, { matchLabels: { app: 'x' } }, { key: [] }),
  fc.constantFrom<unknown>(
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.1/8',
    '::/129',
    '0.0.0.0/0',
    '::/0',
    '::ffff:10.0.0.0/104',
  ),
  fc.constantFrom<unknown>('In', 'in', 'NotIn', 'Exists', 'Gt', 'TCP', 'tcp', 'SCTP', 'Ingress', 'ingress', ['Egress']),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__": {"app": "x"}}'), { constructor: 'x' }, 'constructor', '__proto__'),
  fc.jsonValue(),
);

/** A cluster in which a few fields hold something else, or what another field of the cluster holds. */
export const brokenObjects: fc.Arbitrary<readonly KubeObject[]> = fc
  .tuple(
    cluster,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.oneof(
          junk.map((by) => ({ by })),
          fc.nat().map((copyOf) => ({ copyOf })),
        ),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([objects, changes]) => {
    const copy = structuredClone(objects);
    for (const [place, what] of changes) {
      const places = [...placesIn(copy)];
      const [parent, key] = places[place % places.length]!;
      parent[key] = structuredClone('by' in what ? what.by : valueAt(places[what.copyOf % places.length]!));
    }
    return copy;
  });

type Parent = Record<string, unknown>;

function valueAt([parent, key]: readonly [Parent, string]): unknown {
  return parent[key];
}

/** Every field in objects, but what makes each an object: its apiVersion, kind and name, which reading has seen to. */
function* placesIn(objects: readonly unknown[]): Iterable<readonly [parent: Parent, key: string]> {
  for (const object of objects as readonly KubeObject[]) {
    for (const key of Object.keys(object.metadata))
      if (key !== 'name') yield [object.metadata as unknown as Parent, key];
    for (const key of Object.keys(object)) {
      if (/^(apiVersion|kind|metadata)$/.test(key)) continue;
      yield [object as unknown as Parent, key];
      yield* fieldsIn((object as unknown as Parent)[key]);
    }
  }
}

function* fieldsIn(value: unknown): Iterable<readonly [parent: Parent, key: string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield [value as Parent, key];
    yield* fieldsIn((value as Parent)[key]);
  }
}
