import { expect, test } from '@jest/globals';
import { loadScripts } from '../../lib/observability/load/scripts.ts';
import { watchedPlan } from './watched-tree.ts';

const scripts = loadScripts(watchedPlan({ slo: { success: 99.9, latency: { target: 95, belowSeconds: 0.25 } } }));
const textOf = (path: string) => scripts.find((script) => script.path === path)?.text ?? '';

test('every route has five scripts', () => {
  expect(scripts.map(({ path }) => path).sort()).toEqual(
    ['shop-cart-app', 'shop-search'].flatMap((name) =>
      ['breakpoint', 'load', 'smoke', 'spike', 'stress'].map((profile) => `${name}/${profile}.js`),
    ),
  );
});

test("their thresholds are the workload's promises", () => {
  expect(textOf('shop-search/load.js')).toContain('"http_req_failed":["rate<0.001"],"http_req_duration":["p(95)<250"]');
  expect(textOf('shop-search/load.js')).toContain('"https://shop.example/search"');
});

test('the search for the breaking point ends at the first broken promise, all others go on', () => {
  const ending = scripts.filter(({ text }) => text.includes('"abortOnFail":true')).map(({ path }) => path);
  expect(ending).toEqual(['shop-cart-app/breakpoint.js', 'shop-search/breakpoint.js']);
});
