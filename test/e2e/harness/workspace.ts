import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder of one run and everything that must be gone after it. */
export interface Workspace {
  /** The folder; parts keep data, certificates and logs below it. */
  readonly folder: string;
  /** Makes a folder below it and returns its path. */
  readonly sub: (name: string) => string;
  /** Removes it all. */
  readonly remove: () => Promise<void>;
}

/**
 * What cleans up if this process can't: it ends the process groups that still have a file in `groups/`, then removes the folder.
 * It reads from us, so the kernel wakes it when we end, however we end.
 */
const janitor = `
cat > /dev/null
for file in "$0"/groups/*; do [ -e "$file" ] && kill -9 "-$(basename "$file")"; done
sleep 0.2
rm -rf -- "$0"
`;

/** A new temporary folder that outlives this process by no more than a moment. */
export function createWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'unifyops-e2e-'));
  const sub = (name: string) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  sub('groups');
  const cleaner = spawn('sh', ['-c', janitor, folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const gone = new Promise<void>((resolve) => cleaner.once('close', () => resolve()));
  cleaner.unref();
  return {
    folder,
    sub,
    remove: async () => {
      cleaner.ref();
      cleaner.stdin.end();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
