import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exportCrds, objectMeta } from '../../../tools/schemas/crds.ts';

function crd(kind: string, versions: readonly string[]): string {
  const written = versions.map(
    (version) => `
  - name: ${version}
    served: true
    storage: ${version === versions[0]}
    schema:
      openAPIV3Schema:
        type: object
        properties:
          metadata: {type: object}
          spec: {type: object, properties: {size: {type: integer}}}
          status: {type: object, properties: {ready: {type: boolean}}}`,
  );
  const head = `kind: CustomResourceDefinition\nspec:\n  group: example.com\n  scope: Cluster\n  names: {kind: ${kind}}\n`;
  return `---\n${head}  versions:${written.join('')}\n`;
}

describe('the custom resources of a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'crds-'));
    writeFileSync(join(folder, 'a.yaml'), crd('Stable', ['v1beta1', 'v1']) + crd('Young', ['v1alpha1', 'v1alpha0']));
    writeFileSync(join(folder, 'kustomization.yaml'), 'kind: Kustomization\n');
    writeFileSync(join(folder, 'README.md'), ': no YAML');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are taken in their GA version, or the stored one while there is none', () => {
    const { kinds } = exportCrds(folder, ['Stable', 'Young'], () => {});
    expect(kinds).toEqual([
      { apiVersion: 'example.com/v1', kind: 'Stable', ref: 'example.com.json#/$defs/v1.Stable', namespaced: false },
      {
        apiVersion: 'example.com/v1alpha1',
        kind: 'Young',
        ref: 'example.com.json#/$defs/v1alpha1.Young',
        namespaced: false,
      },
    ]);
  });

  test('have the metadata of every object and leave the status to the server', () => {
    const { definitions } = exportCrds(folder, ['Stable'], () => {});
    expect([...definitions.values()]).toEqual([
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          metadata: { $ref: objectMeta },
          spec: { type: 'object', additionalProperties: false, properties: { size: { type: 'integer' } } },
          status: false,
        },
      },
    ]);
  });

  test('must all be there', () => {
    expect(() => exportCrds(folder, ['Gone'], () => {})).toThrow(`No CustomResourceDefinition of Gone in ${folder}.`);
  });
});
