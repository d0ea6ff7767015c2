import { describe, expect, test } from '@jest/globals';
import type { SchemaNode } from '../../../lib/checks/schema/schema-node.ts';
import { reachable } from '../../../tools/schemas/definitions.ts';
import { definitionAddress } from '../../../tools/schemas/kubernetes.ts';
import { applyLimits } from '../../../tools/schemas/limits.ts';

describe('definitions', () => {
  test.each([
    ['io.k8s.api.core.v1.PodSpec', 'core.json#/$defs/v1.PodSpec'],
    ['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', 'apimachinery.json#/$defs/meta.v1.ObjectMeta'],
    ['io.k8s.apimachinery.pkg.api.resource.Quantity', 'apimachinery.json#/$defs/resource.Quantity'],
    ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON', 'apiextensions.json#/$defs/v1.JSON'],
  ])('%s stands in a file of its group', (name, expected) => {
    expect(definitionAddress(name)).toBe(expected);
  });

  test('an unknown form of name stops the export', () => {
    expect(() => definitionAddress('com.example.Thing')).toThrow(
      'No file is known for the definition com.example.Thing.',
    );
  });

  test('only what a kind reaches is carried', () => {
    const definitions = new Map<string, SchemaNode>([
      [
        'a',
        { properties: { list: { items: { $ref: 'b' } }, map: { additionalProperties: { $ref: 'c' } }, status: false } },
      ],
      ['b', { properties: { self: { $ref: 'b' } } }],
      ['c', {}],
      ['d', {}],
    ]);
    expect([...reachable(definitions, ['a']).keys()].toSorted()).toEqual(['a', 'b', 'c']);
    expect(() => reachable(new Map(), ['a'])).toThrow('Nothing is defined at a.');
  });

  test('a limit on a definition that a new version lacks stops the export', () => {
    expect(() => applyLimits(new Map())).toThrow(/^Limits name .*, which is not an object there\.$/);
  });
});
