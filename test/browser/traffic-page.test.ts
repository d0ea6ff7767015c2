// What runs inside the page is written here, and knows the page.
/// <reference lib="dom" />
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer-core';
import { graphHtml, graphSvg, trafficGraph } from '../../lib/checks/graph/index.ts';
import { solve } from '../../lib/checks/traffic/index.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { loadPlatform } from '../../lib/load/platform.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { plansOf } from '../../lib/synth/index.ts';
import { deployment, policyFor, rule, shopTree } from '../checks/graph/shops.ts';
import { say } from '../e2e/harness/say.ts';
import { root } from '../source.ts';
import { type Opened, open, startBrowser } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'unifyops-browser-'));
let browser: Browser;
let prod: Tree;
let summary: string;

beforeAll(async () => {
  browser = await startBrowser();
  const tree = infraTree(plansOf(await loadPlatform(root, ['prod'])));
  prod = new Map([...tree].filter(([path]) => path.startsWith('prod/')));
  summary = `${solve(prod).workloads.length} workloads`;
  say(`Pictures are in ${folder}`);
});
afterAll(() => browser?.close());

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const panel = (page: Page) => page.$eval('#panel', (element) => element.textContent);
const node = (name: string) => `.node[aria-label^="${name},"]`;

describe('the page of prod', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open(browser, write('prod.html', graphHtml(trafficGraph(prod))));
  });

  test('opens without a network and without a complaint', async () => {
    expect(opened.requests).toEqual([]);
    expect(opened.complaints).toEqual([]);
    expect(await panel(opened.page)).toContain(summary);
    await opened.page.screenshot({ path: join(folder, 'prod-light.png') });
  });

  test('shows who reaches a workload that is clicked, with ports, reasons and deciding policies', async () => {
    const { page } = opened;
    await page.click(node('identity-auth-service'));
    const text = await panel(page);
    for (const part of [
      'Who reaches it (2)',
      'identity-auth-api',
      'TCP 8001',
      'the gateway forwards to the service',
      'ingress by uo-prod/identity-auth-service rule 1',
      'identity-auth-postgres',
      'the service keeps its data there',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('identity-user');
    await page.screenshot({ path: join(folder, 'prod-focus.png') });
  });

  test('dims what has nothing to do with it, and shows its edges with pods outside', async () => {
    const { page } = opened;
    const opacity = (name: string) => page.$eval(node(name), (element) => Number(getComputedStyle(element).opacity));
    expect(await opacity('identity-auth-api')).toBe(1);
    expect(await opacity('identity-user-api')).toBeLessThan(0.5);
    const quiet = await page.$$eval('.edge.quiet.on', (edges) => edges.map((edge) => getComputedStyle(edge).display));
    expect([...new Set(quiet)]).toEqual(['inline']);
  });

  test('works with the keyboard alone: Enter puts in focus, Escape ends it', async () => {
    const { page } = opened;
    await page.$eval(node('portal-backstage'), (element) => (element as SVGElement).focus());
    await page.keyboard.press('Enter');
    expect(await panel(page)).toContain('portal-platform-api');
    expect(await page.$eval(node('portal-backstage'), (element) => element.getAttribute('aria-pressed'))).toBe('true');
    await page.keyboard.press('Escape');
    expect(await panel(page)).toContain(summary);
    expect(await page.$('.focused')).toBeNull();
  });

  test('finds workloads by their names and connections by their reasons', async () => {
    const { page } = opened;
    await page.type('#search', 'dumps the database');
    expect(await page.$eval('#found', (element) => element.textContent)).toBe('6 found');
    await page.keyboard.press('Escape');
    await page.type('#search', 'web-flask-api');
    expect(await panel(page)).toContain('Who reaches it');
  });
});

test('the picture of one stack has labels that nothing lies on, in a dark scheme too', async () => {
  const auth = new Map([...prod].filter(([path]) => /^prod\/(identity-auth|platform)\//.test(path)));
  const { page, requests, complaints } = await open(browser, write('auth.html', graphHtml(trafficGraph(auth))), 'dark');
  await page.screenshot({ path: join(folder, 'auth-dark.png') });
  expect([requests, complaints]).toEqual([[], []]);
  const overlaps = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.edge:not(.quiet) .plate, .node .body')].map((each) =>
      each.getBoundingClientRect(),
    );
    const meet = (a: DOMRect, b: DOMRect) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return boxes.filter((box, place) => boxes.slice(place + 1).some((other) => meet(box, other))).length;
  });
  expect(overlaps).toBe(0);
  const overflow = await page.$$eval('.node', (nodes) =>
    nodes
      .filter((each) => {
        const right = each.querySelector('.body')!.getBoundingClientRect().right;
        return [...each.querySelectorAll('text')].some((text) => text.getBoundingClientRect().right > right);
      })
      .map((each) => each.getAttribute('aria-label')),
  );
  expect(overflow).toEqual([]);
});

test('an SVG alone is drawn, and a name with markup in it stays a name', async () => {
  const tree = shopTree(
    deployment('web', 'app'),
    deployment('api', 'api'),
    policyFor('web', `  egress: [${rule('to', 'api', 80)}]`, 'to own/shop/api TCP 80: <img src=x onerror=alert(1)>'),
    policyFor('api', ''),
  );
  const svg = await open(browser, write('shop.svg', graphSvg(trafficGraph(tree))));
  expect(await svg.page.$$eval('.edge.missing[data-edge]', (edges) => edges.length)).toBe(1);
  const { page, requests, complaints } = await open(browser, write('shop.html', graphHtml(trafficGraph(tree))));
  await page.click(node('web'));
  expect(await panel(page)).toContain('<img src=x onerror=alert(1)>');
  expect(await panel(page)).toContain('Declared, but not allowed.');
  expect([requests, complaints, await page.$$('img')]).toEqual([[], [], []]);
});
