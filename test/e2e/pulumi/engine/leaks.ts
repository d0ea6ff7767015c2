import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Below these, the cluster keeps its own data, and the harness its credentials. */
const ofTheCluster: readonly string[] = ['etcd', 'certificates', 'git', 'redis'];

/**
 * Files below a folder that hold one of these texts, plain or in base64; credentials of the cluster's own parts aside.
 * @returns `path: number of the text`, so that a message repeats no secret
 */
export function leaks(folder: string, secrets: readonly string[]): readonly string[] {
  const needles = secrets.map((text) => [text, Buffer.from(text).toString('base64').replace(/=+$/, '')]);
  return filesBelow(folder)
    .map((file) => relative(folder, file))
    .filter((path) => !ofTheCluster.includes(path.split('/')[0]!) && !path.endsWith('kubeconfig'))
    .flatMap((path) => {
      const content = readFileSync(join(folder, path), 'latin1');
      return needles.flatMap((forms, index) =>
        forms.some((form) => content.includes(form)) ? [`${path}: ${index}`] : [],
      );
    });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) return [];
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && statSync(path).size > 0 ? [path] : [];
  });
}
