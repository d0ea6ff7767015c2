import { readFileSync } from 'node:fs';
import { solve } from '../../checks/traffic/index.ts';
import { reachText, whatReaches } from '../../cloud/reach/explain.ts';
import { graphOfExport } from '../../cloud/stack-export.ts';
import { FaultsError } from '../../model/fault.ts';
import { exitCode } from '../exit-code.ts';
import { answering, clusterTree } from './answer.ts';

/** A question about a database outside of the cluster. */
export interface ReachOptions {
  /** File that `pulumi stack export` wrote. */
  readonly cloud: string;
  /** Name of the database, or the end of it. */
  readonly to: string;
  /** @default 'text' */
  readonly format?: 'text' | 'json';
}

/** Says what can reach a database, from the internet down to the pod. Returns the exit code: 1 if the internet can. */
export function runReach(dirs: readonly string[], { cloud, to, format }: ReachOptions): number {
  return answering(() => {
    const answer = whatReaches(readCloud(cloud), solve(clusterTree(dirs)), to);
    process.stdout.write(format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : reachText(answer));
    return answer.open ? exitCode.faults : exitCode.ok;
  });
}

function readCloud(file: string) {
  try {
    return graphOfExport(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new FaultsError([
      {
        owner: file,
        path: '',
        found: `the error "${(error as Error).message}"`,
        expected: 'what pulumi stack export writes',
        repair: 'Run npx pulumi stack export --file stack.json, and name that file.',
      },
    ]);
  }
}
