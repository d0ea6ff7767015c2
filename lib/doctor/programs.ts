import { access, constants } from 'node:fs/promises';
import { delimiter, join, sep } from 'node:path';
import { type Finding, ok } from './finding.ts';

/** A program and what misses it: nothing that a synth needs, so its absence is a warning. */
const optional: Readonly<Record<string, string>> = {
  kubectl: 'to make Secrets and to look into a cluster',
  argocd: 'to ask Argo CD from a terminal; its web page shows the same',
  kind: 'for a cluster on this machine',
  pulumi: 'to make clusters, and to deliver without Argo CD',
};

/**
 * Whether the programs are there that people use beside unifyops.
 * @param path folders to look in, as the environment variable PATH has them
 */
export async function programFindings(path = process.env.PATH ?? ''): Promise<readonly Finding[]> {
  const git = await find('git', path);
  const first: Finding = git
    ? ok('git', git)
    : {
        subject: 'git',
        state: 'fail',
        found: 'nothing in PATH',
        repair: 'Install it: the rendered tree lives in a repository.',
      };
  const others = Object.entries(optional).map(async ([name, use]): Promise<Finding> => {
    const file = await find(name, path);
    if (file !== undefined) return ok(name, isOfNpm(file) ? `${file}, which downloads it when it is first used` : file);
    return { subject: name, state: 'warn', found: 'nothing in PATH', repair: `Install it if you want it: ${use}.` };
  });
  return [first, ...(await Promise.all(others))];
}

/** What the machine has comes before what a package of npm would download. */
async function find(name: string, path: string): Promise<string | undefined> {
  const folders = path.split(delimiter).filter((one) => one !== '');
  for (const folder of folders.toSorted((a, b) => Number(isOfNpm(a)) - Number(isOfNpm(b)))) {
    const file = join(folder, name);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}

function isOfNpm(file: string): boolean {
  return file.split(sep).includes('node_modules');
}
