import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { formats } from '../../../lib/checks/schema/formats.ts';
import { kindEntry } from '../../../lib/checks/schema/index.ts';
import type { SchemaFile } from '../../../lib/checks/schema/schema-node.ts';
import { problemsOf } from '../../../lib/checks/schema/walk.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import fc from '../../random.ts';
import { goodObjects } from './objects.ts';

const folder = join(import.meta.dirname, '../../../lib/checks/schema/generated');

/** Ajv over the same files: another reading of JSON Schema, to which `uniqueBy` is unknown. */
function oracle(): Ajv {
  const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false });
  ajv.removeKeyword('format');
  ajv.addKeyword({
    keyword: 'format',
    validate: (name: string, value: unknown) =>
      (typeof value !== 'string' && typeof value !== 'number') || formats[name]!.accepts(value),
  });
  for (const name of readdirSync(folder)) {
    if (name === 'index.json') continue;
    const { $defs } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as SchemaFile;
    for (const [key, node] of Object.entries($defs)) ajv.addSchema(node, `${name}#/$defs/${key}`);
  }
  return ajv;
}

type Path = readonly (string | number)[];

/** Every place of an object, the object itself aside. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [
    [...path, key],
    ...places((value as Record<string | number, unknown>)[key], [...path, key]),
  ]);
}

const values = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 7, 1.5, 2 ** 31, '', 'x', 'X_', 'http', '100m', '10.0.0.0/8', 'Always', '25%'),
  fc.constantFrom([], {}, [{}], ['x'], { x: 1 }, { name: 'x' }, { 'a/b': 'c' }),
);

/** What to do at a place: rename the field, remove it, or give it another value. */
const edits = fc.record({
  kind: fc.constantFrom(...Object.keys(goodObjects())),
  where: fc.nat(),
  act: fc.oneof(fc.constantFrom('rename', 'remove'), fc.record({ value: values })),
});

function edited({ kind, where, act }: { kind: string; where: number; act: string | { value: unknown } }): KubeObject {
  const object = goodObjects()[kind]!;
  const all = places(object).filter((path) => path[0] !== 'apiVersion' && path[0] !== 'kind');
  const path = all[where % all.length]!;
  let parent = object as unknown as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) parent = parent[step] as typeof parent;
  const last = path.at(-1)!;
  if (typeof act === 'object') parent[last] = act.value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else {
    if (act === 'rename') parent[`${last}x`] = parent[last];
    delete parent[last];
  }
  return object;
}

describe('the checks and a validator of JSON Schema agree', () => {
  const ajv = oracle();
  const compiled = new Map<string, ValidateFunction>();
  const accepts = (object: KubeObject, ref: string): boolean => {
    const validate = compiled.get(ref) ?? ajv.getSchema(ref)!;
    compiled.set(ref, validate);
    return validate(object) as boolean;
  };

  test('on any one change to a good object', () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const object = edited(edit);
        const { ref } = kindEntry(object.apiVersion, object.kind)!;
        const problems = problemsOf(object, ref).filter((problem) => !problem.found.endsWith(' again'));
        return accepts(object, ref) === (problems.length === 0);
      }),
      { numRuns: 2000 },
    );
  }, 30_000);
});
