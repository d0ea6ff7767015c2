import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, modulesFolder, partFolder, partVersion } from './cache.ts';
import { buildFailure, go, requireGo } from './go.ts';
import { withLock } from './lock.ts';
import { Message } from './message.ts';
import { type Part, parts } from './parts.ts';

/** Writes one line of progress. */
export type Say = (line: string) => void;

/** The part of this name. @throws Message that lists the names if there is none */
export function findPart(name: string): Part {
  const part = parts.find((candidate) => candidate.name === name);
  if (part === undefined) {
    throw new Message(`There is no part "${name}". Parts: ${parts.map((known) => known.name).join(', ')}.`);
  }
  return part;
}

/**
 * The folder with a part's programs, built now if the cache lacks it. Two builders never clash, and a killed one leaves nothing
 * that looks finished.
 * @throws Message if Go is missing or too old, or the build fails
 */
export async function builtPart(name: string, say: Say): Promise<string> {
  const part = findPart(name);
  const folder = join(cacheFolder(), partFolder(part));
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  const wait = () => say('Another build is running; waiting for it …');
  await withLock(join(cacheFolder(), 'lock'), wait, async () => {
    if (!existsSync(folder)) await build(part, folder, say);
  });
  return folder;
}

async function build(part: Part, folder: string, say: Say): Promise<void> {
  const source = join(modulesFolder, part.name);
  await requireGo(source);
  const version = partVersion(part);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  for (const [index, binary] of part.binaries.entries()) {
    const count = part.binaries.length > 1 ? ` (${index + 1} of ${part.binaries.length})` : '';
    say(`Building ${binary.name} ${version}${count} …`);
    const start = Date.now();
    const stamps = Object.entries(part.stamps?.(version) ?? {}).map(([variable, value]) => `-X ${variable}=${value}`);
    const how = ['-p', '2', '-tags', (part.tags ?? []).join(), '-ldflags', ['-s -w', ...stamps].join(' ')];
    const flags = [...how, '-o', join(unfinished, binary.name)];
    const { code, output } = await go(['build', ...flags, binary.package], source);
    if (code !== 0) throw new Message(buildFailure(part.name, output));
    say(`Built ${binary.name} in ${Math.round((Date.now() - start) / 1000)} s.`);
  }
  await rename(unfinished, folder);
}
