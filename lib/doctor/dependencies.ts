import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, ok } from './finding.ts';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly dependencies?: Names; readonly devDependencies?: Names }>
  >;
}
type Names = Readonly<Record<string, string>>;

const subject = 'dependencies';
const repair = 'Run npm ci.';

/** Whether the packages that the project names are installed in the versions of its lock file. */
export async function dependencyFinding(root: string): Promise<Finding> {
  const lock = await readLock(join(root, 'package-lock.json'));
  if (lock === undefined) {
    return { subject, state: 'fail', found: 'no package-lock.json', repair: 'Take it back from git.' };
  }
  const installed = await readLock(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return { subject, state: 'fail', found: 'nothing installed by npm', repair };
  const { dependencies, devDependencies } = lock.packages[''] ?? {};
  const names = Object.keys({ ...dependencies, ...devDependencies });
  const differences = names.flatMap((name) => {
    const [wanted, found] = [lock, installed].map(({ packages }) => packages[`node_modules/${name}`]?.version);
    return wanted === found ? [] : [`${name} ${found ?? 'missing'} instead of ${wanted}`];
  });
  if (differences.length === 0) return ok(subject, `${names.length} packages as the lock file pins them`);
  return { subject, state: 'fail', found: differences.join(', '), repair };
}

async function readLock(file: string): Promise<Lock | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Lock;
  } catch {
    return undefined;
  }
}
