import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the project. */
export const root = resolve(import.meta.dirname, '..', '..');

/** Every page that people read. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];

/** The fenced blocks of a language in a page. */
export function blocks(page: string, language: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\S*)\n(.*?)^```$/gms)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? '');
}

const program = /^(?:make|npm|npx|node|kubectl|git|bash)\s/;

/**
 * Every command of a page, in blocks and in running text, without the comment behind it. A runbook's text names commands whose
 * arguments the alert gives: only its blocks are to be typed as they are.
 */
export function commands(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const prose = page.startsWith('docs/runbooks/') ? '' : text.replaceAll(/^```.*?^```$/gms, '');
  const inText = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  const inBlocks = blocks(page, 'sh').flatMap((block) => block.split('\n'));
  return [...inBlocks, ...inText]
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => program.test(`${line} `) && line.includes(' '));
}
