import { describe, expect, test } from '@jest/globals';
import { dump } from 'js-yaml';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../lib/render/tree.ts';
import { inReadingOrder, toYaml, YAML_OPTIONS } from '../../lib/render/yaml.ts';
import { emitBlock } from '../../lib/render/yaml-block.ts';
import fc from '../random.ts';
import { manifests, TREACHEROUS_STRINGS } from './manifests.ts';

const configMap = (data: Record<string, unknown>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data,
});
const inYaml11 = (text: string): unknown => parse(text, { version: '1.1' });
const inYaml12 = (text: string): unknown => parse(text, { version: '1.2', schema: 'core' });

describe('what a decoder reads back', () => {
  test.each(TREACHEROUS_STRINGS)(
    'the string %j stays a string in YAML 1.1 and 1.2, as a value and as a key',
    (text) => {
      const object = configMap({
        value: text,
        list: [text],
        [`k${text}`]: 1,
        ...(text === '__proto__' ? {} : { [text]: 1 }),
      });
      expect(inYaml11(toYaml(object))).toEqual(object);
      expect(inYaml12(toYaml(object))).toEqual(object);
    },
  );

  test('any manifest is the same object in YAML 1.1 and in YAML 1.2', () => {
    fc.assert(
      fc.property(manifests, (object) => {
        const text = toYaml(object);
        expect(inYaml11(text)).toEqual(object);
        expect(inYaml12(text)).toEqual(object);
      }),
      { numRuns: 300 },
    );
  });

  test('forms that only Go reads as numbers are quoted', () => {
    for (const text of ['1_0e3', '0x_1F', '1e999', '2024-02-30', '0o17']) {
      expect(toYaml(configMap({ value: text }))).toContain(`value: '${text}'\n`);
    }
  });

  test('quantities, addresses and images are left bare, so that people can read and search them', () => {
    const data = {
      cpu: '100m',
      memory: '128Mi',
      cidr: '10.0.0.0/8',
      image: 'registry/app:1.2.3@sha256:ab',
      path: '/healthz',
    };
    expect(toYaml(configMap(data))).not.toMatch(/['"]/);
  });
});

describe('how a manifest looks', () => {
  test('apiVersion, kind, metadata and in it name, namespace, labels, annotations come first', () => {
    const object = {
      spec: { b: 1, a: [{ y: 1, x: 2 }] },
      metadata: {
        finalizers: ['f'],
        annotations: { z: 'z' },
        labels: { b: 'b', a: 'a' },
        namespace: 'ns',
        name: 'web',
      },
      kind: 'Kind',
      apiVersion: 'v1',
    };
    expect(toYaml(object)).toBe(`apiVersion: v1
kind: Kind
metadata:
  name: web
  namespace: ns
  labels:
    b: b
    a: a
  annotations:
    z: z
  finalizers:
    - f
spec:
  b: 1
  a:
    - 'y': 1
      x: 2
`);
  });

  test('undefined values are left out, and a mapping or list without values is written as such', () => {
    const text = toYaml(configMap({ a: undefined, b: { c: undefined }, d: {}, e: [], f: [{}, [], [[1, {}]]] }));
    expect(text.slice(text.indexOf('\ndata:') + 1)).toBe(
      'data:\n  b: {}\n  d: {}\n  e: []\n  f:\n    - {}\n    - []\n    - - - 1\n        - {}\n',
    );
  });

  test('long lines are not folded, lines of a text stay lines', () => {
    const long = 'word '.repeat(60).trim();
    expect(toYaml(configMap({ long, text: `${long}\n  b\n\nc\n` }))).toContain(
      `  long: ${long}\n  text: |\n    ${long}\n      b\n\n    c\n`,
    );
  });

  test('an object that is used twice is written twice, without anchors', () => {
    const labels = { app: 'a' };
    const text = toYaml({ ...configMap({}), metadata: { name: 'a', labels }, spec: { selector: labels } });
    expect(text).not.toMatch(/[&*]/);
    expect(parse(text)).toMatchObject({ metadata: { labels }, spec: { selector: labels } });
  });

  test('a manifest is one document, whatever its last text ends in', () => {
    for (const last of ['a\n\n', '\n', 'a\n']) {
      expect(parseAllDocuments(toYaml(configMap({ last })))).toHaveLength(1);
    }
  });

  test('a value that is not JSON is refused', () => {
    expect(() => toYaml(configMap({ call: () => 1 }))).toThrow(/unacceptable kind of an object/);
  });
});

describe('the fast path', () => {
  test('writes the bytes that js-yaml writes, or leaves the object to js-yaml', () => {
    fc.assert(
      fc.property(manifests, (object) => {
        const text = emitBlock(object, YAML_OPTIONS);
        if (text !== undefined) expect(text).toBe(dump(object, YAML_OPTIONS));
      }),
      { numRuns: 500 },
    );
  });

  test.each(TREACHEROUS_STRINGS)('writes %j as js-yaml does, at every depth', (text) => {
    const object = configMap({ a: text, b: [text, [text, { c: text }]], d: { e: { f: text } }, last: 'z' });
    expect(toYaml(object)).toBe(dump(inReadingOrder(object), YAML_OPTIONS));
    expect(emitBlock(object, YAML_OPTIONS) === undefined).toBe(text === 'a\n\n');
  });

  test('leaves keys of several lines or more than a kilobyte, and objects of a class, to js-yaml', () => {
    expect(emitBlock({ 'a\nb': 1 }, YAML_OPTIONS)).toBeUndefined();
    expect(emitBlock({ ['k'.repeat(1100)]: 1 }, YAML_OPTIONS)).toBeUndefined();
    expect(emitBlock({ when: new Date(0) as unknown }, YAML_OPTIONS)).toBeUndefined();
    expect(emitBlock({ ['k'.repeat(300)]: 1 }, YAML_OPTIONS)).toBe(`${'k'.repeat(300)}: 1\n`);
  });
});
