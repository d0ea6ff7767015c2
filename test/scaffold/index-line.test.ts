import { describe, expect, test } from '@jest/globals';
import { hasConstant, withIndexLine } from '../../lib/scaffold/index-line.ts';

const lines = (text: string) => [...text.matchAll(/'\.\/(.+)\.ts'/g)].map((match) => match[1]);

describe('the line of a new stack', () => {
  test('stands where the linter wants it, whatever the order in which stacks are made', () => {
    const sorted = [
      ...[
        'a/delete',
        'sh-0p/a',
        'sh0p/a',
        'shop/c--a',
        'shop/c-1',
        'shop/c-a',
        'shop/c1a',
        'shop/ca',
        'shop/car',
        'shop/cart',
      ],
      ...[
        'shop/cart-2',
        'shop/cart-10',
        'shop/cart-a',
        'shop/cart2',
        'shop/cart10',
        'shop/carta',
        'shop-x/a',
        'shop2/a',
        'shop10/a',
      ],
    ];
    for (const order of [sorted, [...sorted].reverse()]) {
      const text = order.reduce(
        (before, id) => withIndexLine(before, ...(id.split('/') as [string, string])),
        '// stacks\n',
      );
      expect(lines(text)).toEqual(sorted);
      expect(text.startsWith('// stacks\n')).toBe(true);
    }
  });

  test('leaves comments and lines of another form where they are', () => {
    const text = "// a\nexport * from './z.ts';\n\nexport { b as xB } from './x/b.ts';\n// the end\n";
    expect(withIndexLine(text, 'x', 'a')).toBe(
      text.replace('export { b', "export { a as xA } from './x/a.ts';\nexport { b"),
    );
    expect(withIndexLine(text, 'x', 'c')).toBe(`${text}export { c as xC } from './x/c.ts';\n`);
  });

  test.each([
    ['core-go', 'export { coreGo as operationsCoreGo }'],
    ['delete', 'export { deleteStack as operationsDelete }'],
    ['a-1--b', 'export { a1B as operationsA1B }'],
  ])('exports %s under a name that TypeScript takes', (name, line) => {
    expect(withIndexLine('', 'operations', name)).toContain(line);
  });

  test('sees a constant that is taken, and none where only a part is the same', () => {
    const text = withIndexLine('', 'shop', 'cart-2');
    expect(hasConstant(text, 'shop', 'cart--2')).toBe(true);
    expect(hasConstant(text, 'shop', 'cart')).toBe(false);
    expect(hasConstant(text, 'op', 'cart-2')).toBe(false);
  });
});
