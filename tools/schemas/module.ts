import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder of a Go module's files, downloaded if the module cache lacks it. Needs `go`; the checksum database proves the content.
 * @throws Error with Go's own message if the version can't be had.
 */
export function moduleFolder(module: string, version: string): string {
  // `go mod download` wants to stand in a module; an empty one keeps this repository free of a go.mod.
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  try {
    writeFileSync(join(folder, 'go.mod'), 'module schemas\n');
    const answer = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], {
      cwd: folder,
      encoding: 'utf8',
    });
    return (JSON.parse(answer) as { Dir: string }).Dir;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
