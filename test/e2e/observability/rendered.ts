import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { KubeObject, Tree } from '../../../lib/render/tree.ts';

const run = promisify(execFile);

/** Milliseconds that a suite may take to build the part that it runs, once. */
export const coldBuild = 3_600_000;

/** A configuration file as its pod will see it. */
export interface PodFile {
  /** Path in the container, `/etc/prometheus/prometheus.yaml`. */
  readonly path: string;
  readonly content: string;
}

/** The configuration files of a part of an environment's observability, read from the rendered objects alone. */
export function podFiles(tree: Tree, environment: string, part: string): readonly PodFile[] {
  const folder = `${environment}/observability/`;
  const objects = [...tree].filter(([path]) => path.startsWith(folder)).map(([, object]) => object as Loose);
  const runner = objects.find(({ kind, metadata }) => /Set$|Deployment/.test(kind) && metadata.name === part);
  if (runner === undefined) throw new Error(`${folder} runs no ${part}`);
  const { volumes, containers } = runner.spec.template.spec;
  return containers[0].volumeMounts.flatMap(({ name, mountPath }: Loose) => {
    const sources = volumes.find((volume: Loose) => volume.name === name)?.projected?.sources ?? [];
    return sources.flatMap(({ configMap }: Loose) => {
      const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMap.name);
      return Object.entries((found?.data ?? {}) as Record<string, string>).map(([file, content]) => ({
        path: `${mountPath}/${file}`,
        content,
      }));
    });
  });
}

// biome-ignore lint/suspicious/noExplicitAny: rendered JSON is read by path
type Loose = KubeObject & any;

/** Writes the files below a folder, under the paths that they have in the pod; `change` says what differs on this machine. */
export function writeFiles(
  folder: string,
  files: readonly PodFile[],
  change: (content: string) => string = (content) => content,
): void {
  for (const { path, content } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, change(content));
  }
}

/** What a command says, and whether it was content. */
export async function said(
  command: string,
  args: readonly string[],
  cwd?: string,
): Promise<{ ok: boolean; text: string }> {
  try {
    const { stdout, stderr } = await run(command, [...args], { cwd, maxBuffer: 2 ** 26 });
    return { ok: true, text: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, text: stdout + stderr || String(error) };
  }
}
