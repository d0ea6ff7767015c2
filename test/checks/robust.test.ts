import { describe, expect, test } from '@jest/globals';
import { checkTree } from '../../lib/checks/index.ts';
import fc from '../random.ts';
import { goodTree, type Loose } from './good-tree.ts';

/** Every place in a value: the path of each field and item, itself left out. */
function* placesIn(value: Loose, path: readonly (string | number)[] = []): Iterable<readonly (string | number)[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield [...path, key];
    yield* placesIn(value[key], [...path, key]);
  }
}

// What makes an object an object is seen to by reading; everything else may be anything.
const fixed = /^(apiVersion|kind|metadata|metadata\.name)$/;
const good = goodTree();
const places = [...good].flatMap(([file, object]) =>
  [...placesIn(object)].filter((path) => !fixed.test(path.join('.'))).map((path) => ({ file, path })),
);

const oddities: readonly unknown[] = [
  undefined,
  null,
  '',
  0,
  -1,
  {},
  [],
  [null],
  [[]],
  JSON.parse('{"__proto__":null}'),
  // what a template literal, String() and join() throw at
  { toString: 1, valueOf: 1 },
  [{ toString: 1, valueOf: 1 }],
  'constructor',
  '*',
  '1e999',
  NaN,
];
const junk = fc.oneof(fc.jsonValue(), fc.constantFrom(...oddities));

describe('whatever stands in a field', () => {
  test('a check says what is wrong and never breaks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), junk), { minLength: 1, maxLength: 6 }), (changes) => {
        const tree = goodTree();
        for (const [{ file, path }, value] of changes) put(tree.get(file), path, structuredClone(value));
        expect(checkTree(tree).filter((fault) => fault.file === '' || fault.repair === '')).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('each single field may be missing, and be each oddity', () => {
    const broken = places.flatMap(({ file, path }) =>
      oddities.flatMap((oddity) => {
        const object = structuredClone(good.get(file)!);
        put(object, path, structuredClone(oddity));
        try {
          checkTree(new Map([[file, object]]));
          return [];
        } catch (error) {
          return [`${file} ${path.join('.')} = ${JSON.stringify(oddity)}: ${(error as Error).stack}`];
        }
      }),
    );
    expect(broken).toEqual([]);
  });
});

function put(target: Loose, path: readonly (string | number)[], value: unknown): void {
  const parent = path.slice(0, -1).reduce<Loose>((each, key) => each?.[key], target);
  if (typeof parent === 'object' && parent !== null) parent[path.at(-1)!] = value;
}
