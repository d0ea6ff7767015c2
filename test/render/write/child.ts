// A synth in a process of its own: `node child.ts <JSON of ChildOptions>`. Prints `ready`, writes, prints how long it took in ms.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { messageOf, treeOf } from './trees.ts';

/** What the process does. */
export interface ChildOptions {
  readonly out: string;
  /** See `treeOf`. */
  readonly files: Readonly<Record<string, string>>;
  /**
   * Among the last renames: `hold` prints `holding` and waits to be killed, `terminate` sends itself SIGTERM and goes on.
   * @default nothing
   */
  readonly midway?: 'hold' | 'terminate';
  /**
   * The user to become before writing, if started as root.
   * @default stays who it is
   */
  readonly uid?: number;
}

const { out, files, midway, uid } = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const { writeTree } = await import('../../../lib/render/write/index.ts');
const { renameSync } = fs;
let renames = 0;
fs.renameSync = (from, to) => {
  renames += 1;
  if (renames === 2 && midway === 'terminate') process.kill(process.pid, 'SIGTERM');
  if (renames === 2 && midway === 'hold') {
    fs.writeSync(1, 'holding\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  renameSync(from, to);
};
syncBuiltinESMExports();
if (uid !== undefined && process.getuid?.() === 0) process.setuid?.(uid);

const tree = treeOf(files);
fs.writeSync(1, 'ready\n');
const start = performance.now();
try {
  await writeTree(tree, out, { scope: 'all' });
  fs.writeSync(1, `${performance.now() - start}\n`);
} catch (error) {
  fs.writeSync(2, `${messageOf(error)}\n`);
  process.exitCode = 1;
}
