import { describe, expect, test } from '@jest/globals';
import { schemaInvariants, schemaRules } from '../../../lib/checks/schema/index.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import { changed } from './change.ts';
import { goodObjects } from './objects.ts';

function faultsOf(tree: ReadonlyMap<string, KubeObject>): string[] {
  return schemaInvariants.flatMap((rule) =>
    rule.check(tree).map((fault) => `${fault.rule} ${fault.file} ${fault.path}`),
  );
}

describe('the schema rules', () => {
  test('find nothing in a good tree', () => {
    expect(faultsOf(new Map(Object.entries(goodObjects())))).toEqual([]);
  });

  test('report each fault once, by rule and then by path', () => {
    const tree = new Map([
      ['dev/b/Service.b.yaml', changed('Service', ['spec', 'typo'], 1)],
      ['dev/a/ConfigMap.a.yaml', changed('ConfigMap', ['datas'], {})],
      ['dev/a/ConfigMap.a.yaml#2', changed('ConfigMap', ['metadata', 'name'], 'A')],
      ['dev/c/Foo.c.yaml', { apiVersion: 'v1', kind: 'Foo', metadata: { name: 'C' } }],
    ]);
    expect(faultsOf(tree)).toEqual([
      'schema/known-kind dev/c/Foo.c.yaml kind',
      'schema/known-fields dev/a/ConfigMap.a.yaml datas',
      'schema/known-fields dev/b/Service.b.yaml spec.typo',
      'schema/valid-identity dev/a/ConfigMap.a.yaml metadata.name',
    ]);
  });

  test('have the ids that exceptions name', () => {
    expect(schemaInvariants.map((rule) => rule.id)).toEqual(Object.values(schemaRules));
  });
});
