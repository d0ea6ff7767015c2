import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPlatform, type Platform } from '../load/platform.ts';
import { type Fault, FaultsError, faultMessage, throwFaults } from '../model/fault.ts';
import { type Environment, threeTier } from '../model/index.ts';
import { labelProblem } from '../model/values/name.ts';
import { errorCode, systemReason } from '../render/write/errors.ts';
import { plansOf } from '../synth/plans.ts';
import { hasConstant, withIndexLine } from './index-line.ts';
import { makeAndReplace } from './replace-files.ts';
import { stackFile } from './stack-file.ts';

/** A stack that was made. */
export interface NewStack {
  /** `shop/cart`. */
  readonly id: string;
  /** Relative to the project: the file that was made, and the one that got a line. */
  readonly file: string;
  readonly index: string;
  /** Names of its workloads. */
  readonly workloads: readonly string[];
  /** Every environment there is: those that run all stacks, and those that want a line for each. */
  readonly environments: readonly Environment[];
}

const index = 'stacks/index.ts';

/**
 * Makes the file of a three-tier stack, and its line in `stacks/index.ts`.
 * @param root folder of the project, absolute
 * @param id `domain/name`
 * @throws FaultsError if the name can't be, if an environment that runs every stack could not run this one, or if the project
 * may not be written; nothing is written then
 */
export async function newStack(root: string, id: string): Promise<NewStack> {
  const [domain = '', name = '', ...more] = id.split('/');
  throwFaults(more.length > 0 ? [idFault(id, 'two names with one "/" between them')] : nameFaults(id, domain, name));
  const platform = await loadPlatform(root);
  const isThere = platform.stacks.some((stack) => stack?.domain === domain && stack.name === name);
  throwFaults(isThere ? [stackFault(id)] : []);
  const text = await readFile(join(root, index), 'utf8');
  const stack = threeTier({ domain, name });
  throwFaults(newFaults(platform, stack));
  throwFaults(hasConstant(text, domain, name) ? [constantFault(id)] : []);
  const file = `stacks/${domain}/${name}.ts`;
  try {
    await makeAndReplace(
      { file: join(root, file), text: stackFile(domain, name) },
      { file: join(root, index), text: withIndexLine(text, domain, name) },
    );
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    // Only the link finds the file itself there; a file in place of its folder has the same code.
    const isTaken = (error as NodeJS.ErrnoException).syscall === 'link' && errorCode(error) === 'EEXIST';
    throw new FaultsError([isTaken ? fileFault(file) : unwritable(file, systemReason(error))]);
  }
  const workloads = Object.keys(stack.workloads);
  return { id, file, index, workloads, environments: platform.environments };
}

function nameFaults(id: string, domain: string, name: string): readonly Fault[] {
  return [
    ['domain', domain],
    ['name', name],
  ].flatMap(([what, part = '']) => {
    const problem = labelProblem(part);
    return problem === undefined ? [] : [idFault(id, `a ${what} of ${problem}`)];
  });
}

function idFault(id: string, expected: string): Fault {
  return { owner: '<domain/name>', path: '', found: `"${id}"`, expected, repair: 'Name it like shop/cart.' };
}

/** What is wrong with the platform that wasn't before: a clash of folders or hosts, a quota that the stack breaks. */
function newFaults(platform: Platform, stack: Platform['stacks'][number]): readonly Fault[] {
  const before = new Set(faultsOf(platform).map(faultMessage));
  return faultsOf({ ...platform, stacks: [...platform.stacks, stack] }).filter(
    (fault) => !before.has(faultMessage(fault)),
  );
}

function faultsOf(platform: Platform): readonly Fault[] {
  try {
    plansOf(platform);
    return [];
  } catch (error) {
    if (error instanceof FaultsError) return error.faults;
    throw error;
  }
}

function stackFault(id: string): Fault {
  const repair = 'Choose another name.';
  return { owner: '<domain/name>', path: '', found: `"${id}", which is there already`, expected: 'a new name', repair };
}

function constantFault(id: string): Fault {
  return {
    owner: id,
    path: '',
    found: `the constant that it would have in ${index} taken by another stack`,
    expected: 'a name that differs by more than "-"',
    repair: 'Choose another name.',
  };
}

function fileFault(file: string): Fault {
  return {
    owner: file,
    path: '',
    found: 'a file that is there already',
    expected: 'no file',
    repair: `Add its line to ${index}, or choose another name.`,
  };
}

function unwritable(file: string, reason: string): Fault {
  return {
    owner: file,
    path: '',
    found: `the error "${reason}"`,
    expected: `a project that this user may write, ${index} included`,
    repair: 'Mend the cause, then run it again. Nothing was made.',
  };
}
