import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder in the place of a host's root, in which scripts of steps run for real. */
export class Sandbox {
  readonly root = mkdtempSync(join(tmpdir(), 'unifyops-scripts-'));

  /** Writes a file of the host. */
  write(path: string, content = ''): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Puts a program that is a shell script in the place of a real one; without a folder it is found by its name. */
  program(name: string, script: string): void {
    const path = name.startsWith('/') ? name : `/bin/${name}`;
    this.write(path, `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.root, path), 0o755);
  }

  /** Runs a step's script: what it says on standard error, in one line, and whether it succeeded. */
  run(script: string): { readonly ok: boolean; readonly said: string } {
    const input = script.replaceAll(
      /(?<![\w.])\/(usr\/local\/bin|var\/lib|etc\/(rancher|systemd)|run)\//g,
      `${this.root}/$1/`,
    );
    mkdirSync(join(this.root, 'run'), { recursive: true });
    const env = { ...process.env, PATH: `${this.root}/bin:${process.env.PATH}` };
    const { status, stderr } = spawnSync('sh', { input, env, encoding: 'utf8' });
    return { ok: status === 0, said: stderr.trim().replaceAll(`${this.root}/`, '/') };
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
