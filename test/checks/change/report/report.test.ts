import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { difference, differenceJson, differenceMarkdown, differenceText } from '../../../../lib/checks/change/index.ts';
import { goodTree, type Loose } from '../../good-tree.ts';
import { folder, make } from '../found.ts';
import { release } from './release.ts';

const names = { old: 'main', new: 'HEAD' };
const golden = (file: string) => readFileSync(join(import.meta.dirname, 'golden', file), 'utf8');

const found = difference(goodTree(), release());

test('a pull request gets sums, risks, traffic and images, and objects folded', () => {
  expect(differenceMarkdown(found, names)).toBe(golden('pull-request.md.txt'));
});

test('a terminal gets the same without markup', () => {
  expect(differenceText(found, names)).toBe(golden('terminal.txt'));
});

describe('a program', () => {
  const answer = JSON.parse(differenceJson(found, names)) as Loose;

  test('gets the sums', () => {
    expect(answer).toMatchObject({
      old: 'main',
      new: 'HEAD',
      summary: {
        risks: 3,
        traffic: { gained: 1, lost: 3, changed: 0 },
        widened: 1,
        images: 1,
        objects: { added: 1, changed: 3, removed: 1 },
      },
    });
  });

  test('gets every part whole', () => {
    expect(answer.risks.map(({ id }: Loose) => id)).toEqual(found.risks.map(({ id }) => id));
    expect(answer.risks[0]).toMatchObject({
      environment: 'prod',
      object: 'StatefulSet uo-prod/shop-cart-db',
      file: 'prod/shop-cart/StatefulSet.shop-cart-db.yaml',
    });
    expect(answer.images).toMatchObject([{ object: 'Deployment uo-prod/shop-cart-api', container: 'api' }]);
    expect(answer.objects).toHaveLength(5);
    expect(answer.traffic).toContainEqual({
      environment: 'prod',
      from: 'uo-prod/shop-cart-service[Deployment]',
      to: '192.0.2.0-192.0.2.255[External]',
      old: null,
      new: 'TCP 443',
    });
    expect(answer.widened).toEqual([
      {
        environment: 'prod',
        from: 'uo-prod/shop-cart-api[Deployment]',
        to: 'uo-prod/shop-cart-service[Deployment]',
        old: 'TCP 8080',
        new: 'TCP 8080,9000',
        half: 'ingress',
      },
    ]);
  });
});

describe('nothing', () => {
  const nothing = difference(goodTree(), goodTree());

  test('is one line', () => {
    expect(differenceText(nothing, names)).toBe('main → HEAD: nothing changes\n');
    expect(differenceMarkdown(nothing, names)).toBe('**nothing changes** (`main` → `HEAD`)\n');
  });
});

describe('what anyone may write into YAML', () => {
  const odd = 'a`b`\u001b[31m\u202e@all <img src=x>\n# title';

  test('stays text in a pull request', () => {
    const service = make('v1', 'Service', odd, { spec: { type: 'NodePort' } });
    const markdown = differenceMarkdown(difference(folder(make('v1', 'ConfigMap', 'x')), folder(service)), {
      old: odd,
      new: '```',
    });
    const outside = markdown.replace(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, '').replace(/(`+) ?[^\n]*? ?\1(?!`)/g, '');
    expect(markdown).toContain('``Service uo-prod/a`b`');
    expect(outside).not.toMatch(/<img|@all|title/);
    for (const character of ['\u001b', '\u202e']) expect(markdown).not.toContain(character);
  });

  test('moves no cursor in a terminal and starts no line', () => {
    const text = differenceText(
      difference(folder(make('v1', 'ConfigMap', 'x')), folder(make('v1', 'Secret', odd))),
      names,
    );
    for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character);
    expect(text.split('\n').filter((line) => line.includes('title'))).toEqual([
      '  + Secret uo-prod/a`b`\ufffd[31m\ufffd@all <img src=x> # title',
    ]);
  });
});

describe('a pull request of thousands of changes', () => {
  const configs = (value: string) =>
    new Map(
      Array.from({ length: 3000 }, (_, index) => [
        `env${index % 300}/app/ConfigMap.c${index}.yaml`,
        make('v1', 'ConfigMap', `c${index}`, { immutable: true, data: { value } }),
      ]),
    );
  const markdown = differenceMarkdown(difference(configs('a'), configs('b')), names);

  test('fits into a comment and says how much is left out', () => {
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/… and \d+ more risks/);
    expect(markdown).toMatch(/^\*\*3000 risks\*\* · objects \+0 −0 ~3000/);
  });
});
