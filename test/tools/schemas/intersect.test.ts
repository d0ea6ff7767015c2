import { describe, expect, test } from '@jest/globals';
import type { SchemaNode } from '../../../lib/checks/schema/schema-node.ts';
import type { Export } from '../../../tools/schemas/definitions.ts';
import { intersect } from '../../../tools/schemas/intersect.ts';

const root = 'a.json#/$defs/v1.A';
const only = 'a.json#/$defs/v1.B';

function version(definition: SchemaNode, others: Record<string, SchemaNode> = {}): Export {
  const definitions = new Map<string, SchemaNode>([[root, definition], ...Object.entries(others)]);
  return { definitions, kinds: [{ apiVersion: 'a/v1', kind: 'A', ref: root, namespaced: true }] };
}

describe('what two versions of Kubernetes both accept', () => {
  test('has the fields of both, the values of both and the required fields of either', () => {
    const older = version({
      properties: { old: {}, mode: { enum: ['x', 'y'] }, list: { items: { enum: ['p', 'q'] } } },
      required: ['mode'],
    });
    const newer = version({
      properties: { new: {}, mode: { enum: ['y', 'z'] }, list: { items: { enum: ['q'] } } },
      required: ['list'],
    });
    expect(intersect(older, newer).definitions.get(root)).toEqual({
      properties: { mode: { enum: ['y'] }, list: { items: { enum: ['q'] } } },
      required: ['list', 'mode'],
    });
  });

  test('has no field whose type only one of them defines', () => {
    const field = { properties: { b: { items: { $ref: only } } } };
    const { definitions } = intersect(version(field, { [only]: {} }), version(field));
    expect(Object.fromEntries(definitions)).toEqual({ [root]: { properties: {} } });
  });

  test('has no kind that only one of them has', () => {
    const older = version({});
    expect(intersect(older, { ...older, kinds: [] })).toEqual({ kinds: [], definitions: new Map() });
  });
});
