import type { CheckFault } from '../../checks/check.ts';
import { readRule } from '../../checks/read/index.ts';
import { placesIn } from '../../checks/report/index.ts';
import { type Connections, type SolveOptions, solve } from '../../checks/traffic/index.ts';
import { type Fault, FaultsError } from '../../model/fault.ts';
import type { KubeObject, Tree } from '../../render/tree.ts';
import { exitCode } from '../exit-code.ts';
import { faultText } from '../fault-text.ts';
import { readFolder } from '../read-folder.ts';
import { sourcesIn } from '../sources.ts';

/**
 * Reads folders as one cluster; a path carries the name of its folder where there are several.
 * @throws FaultsError with everything that can't be read
 */
export function clusterTree(dirs: readonly string[]): Tree {
  const read = dirs.map((dir) => ({ dir, ...readFolder(dir, dir) }));
  const faults = read.flatMap((result) => result.faults);
  if (faults.length > 0) throw new FaultsError(faults);
  const all = read.flatMap(({ dir, tree }) =>
    [...tree].map(([path, object]): [string, KubeObject] => [dirs.length === 1 ? path : `${dir}/${path}`, object]),
  );
  return new Map(all);
}

/**
 * Solves what folders hold.
 * @throws FaultsError with everything that can't be read, or has no meaning on the network, each with its line
 */
export function connectionsOf(dirs: readonly string[], options?: SolveOptions): Connections {
  try {
    return solve(clusterTree(dirs), options);
  } catch (error) {
    if (error instanceof FaultsError) throw new FaultsError(withLines(error.faults, dirs));
    throw error;
  }
}

function withLines(faults: readonly (Fault | CheckFault)[], dirs: readonly string[]): readonly Fault[] {
  const [only] = dirs;
  const placeOf = placesIn(sourcesIn(dirs.length === 1 ? only! : ''));
  return faults.map((fault) => {
    const place = 'file' in fault && fault.rule !== readRule ? placeOf(fault) : undefined;
    if (place === undefined) return fault;
    return { ...fault, owner: fault.owner.replace(/#\d+ /, ' '), path: `line ${place.line}, ${fault.path}` };
  });
}

/** Runs a verb's work; input that can't be judged is another outcome than any answer. Returns the exit code. */
export function answering(work: () => number): number {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    process.stderr.write(faultText(error.faults));
    return exitCode.usage;
  }
}
