import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { requireCommands } from '../e2e/harness/packages.ts';
import { say } from '../e2e/harness/say.ts';

/** Debian's chromium; root gets it installed if it is missing. */
export async function startBrowser(): Promise<Browser> {
  await requireCommands(['chromium'], say);
  // Chromium's sandbox refuses to be root's.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return launch({ executablePath: '/usr/bin/chromium', args });
}

/** A page that is open, and what it has done that it should not. */
export interface Opened {
  readonly page: Page;
  /** Addresses that it asked for, besides its own file; each was refused. */
  readonly requests: readonly string[];
  /** Errors and warnings of its console. */
  readonly complaints: readonly string[];
}

/** Opens a file as a person does by a double click, cut off from every network. */
export async function open(browser: Browser, file: string, scheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const page = await browser.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  const own = pathToFileURL(file).href;
  await page.setViewport({ width: 1900, height: 1100 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (request.url() === own) return void request.continue();
    requests.push(request.url());
    return void request.abort();
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(own);
  return { page, requests, complaints };
}
