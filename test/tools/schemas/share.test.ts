import { expect, test } from '@jest/globals';
import type { SchemaNode } from '../../../lib/checks/schema/schema-node.ts';
import { shareRepeats } from '../../../tools/schemas/share.ts';

const big: SchemaNode = {
  type: 'object',
  properties: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`field${index}`, { type: 'string' }])),
};
const small: SchemaNode = { type: 'string' };

test('a large schema that repeats within a file is written once, under the name of its first place', () => {
  const shared = shareRepeats(
    new Map<string, SchemaNode>([
      ['a.json#/$defs/v1.A', { properties: { spec: { items: big }, tiny: small } }],
      ['a.json#/$defs/v1.B', { properties: { other: big, tiny: small } }],
      ['b.json#/$defs/v1.C', { properties: { other: big } }],
    ]),
  );
  expect(Object.fromEntries(shared)).toEqual({
    'a.json#/$defs/v1.A': { properties: { spec: { items: { $ref: 'a.json#/$defs/v1.A.spec.items' } }, tiny: small } },
    'a.json#/$defs/v1.B': { properties: { other: { $ref: 'a.json#/$defs/v1.A.spec.items' }, tiny: small } },
    'a.json#/$defs/v1.A.spec.items': big,
    'b.json#/$defs/v1.C': { properties: { other: big } },
  });
});

test('what repeats only because its parent does gets no name of its own', () => {
  const parent: SchemaNode = { properties: { inner: big } };
  const shared = shareRepeats(new Map([['a.json#/$defs/v1.A', { properties: { one: parent, two: parent } }]]));
  expect([...shared.keys()]).toEqual(['a.json#/$defs/v1.A', 'a.json#/$defs/v1.A.one']);
});
