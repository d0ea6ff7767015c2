import { statSync } from 'node:fs';
import { exists } from '../render/write/files.ts';
import { isOwn } from '../render/write/header.ts';
import { type Folder, scan } from '../render/write/scan.ts';
import { stagingOf } from '../render/write/staging.ts';
import { type Finding, ok } from './finding.ts';

const subject = 'output folder';

/**
 * What stands in the way of the next synth into a folder, or in what the last one left there.
 * @param out absolute
 */
export function outputFindings(out: string): readonly Finding[] {
  const found = statSync(out, { throwIfNoEntry: false });
  if (found === undefined) return [ok(subject, 'not there yet')];
  if (!found.isDirectory()) {
    return [{ subject, state: 'fail', found: `a file at ${out}`, repair: 'Move it away, or synth with --out.' }];
  }
  const folder = scan(out, { owns: (path) => isOwn(out, path) });
  const findings = [...stagingFindings(out), ...linkFindings(folder)];
  return findings.length > 0
    ? findings
    : [ok(subject, folder.hasOwn ? 'rendered, nothing in the way' : 'nothing rendered yet')];
}

function stagingFindings(out: string): readonly Finding[] {
  const { folder, journal } = stagingOf(out);
  if (!exists(folder)) return [];
  const half = exists(journal) ? 'a synth that was ended among its last renames' : 'a synth that has not ended';
  return [{ subject, state: 'warn', found: half, repair: 'If none is running, run synth again: it cleans up.' }];
}

/** A link is never followed and never replaced, so that nothing is written outside of the folder. */
function linkFindings(folder: Folder): readonly Finding[] {
  const links = [...linksOf(folder)];
  if (links.length === 0) return [];
  const found = `the symbolic ${links.length === 1 ? 'link' : 'links'} ${links.join(', ')}`;
  return [
    {
      subject,
      state: 'warn',
      found,
      repair: 'Remove it if a rendered file shall stand there: links are not followed.',
    },
  ];
}

function* linksOf({ others, folders }: Folder, prefix = ''): Generator<string> {
  for (const [name, kind] of others) if (kind === 'symbolic link') yield `${prefix}${name}`;
  for (const [name, child] of folders) yield* linksOf(child, `${prefix}${name}/`);
}
