import type { Stack } from '../stack/stack-props.ts';
import { type PlanInput, type Report, unknownName } from './context.ts';
import { folderName, stackId } from './names.ts';

/** The stacks that run in the environment, in the order of their ids, so that the order of a list changes nothing. */
export function runningStacks({ environment, stacks, releases }: PlanInput, report: Report): readonly Stack[] {
  const known = stacks.map(stackId);
  for (const [path, ids] of [
    [`stacks`, environment.stacks === 'all' ? [] : environment.stacks],
    [`releases/${environment.name}.yaml`, Object.keys(releases)],
  ] as const) {
    const at = { owner: `environment ${environment.name}`, path };
    for (const id of ids) if (!known.includes(id)) report(unknownName(at, 'stack', id, known));
  }
  reportClashes(stacks, report);
  const wanted = environment.stacks;
  const retired = environment.retired ?? [];
  reportRetired(environment, report);
  const running = stacks
    .filter((stack) => wanted === 'all' || wanted.includes(stackId(stack)))
    .filter((stack) => !retired.includes(stackId(stack)));
  reportFolders(environment, running, report);
  return [...new Map(running.map((stack) => [folderName(stack), stack])).values()].sort((a, b) =>
    stackId(a) < stackId(b) ? -1 : 1,
  );
}

function reportRetired({ name, stacks, retired = [] }: PlanInput['environment'], report: Report): void {
  for (const id of retired) {
    if (stacks === 'all' || !stacks.includes(id)) continue;
    report({
      owner: `environment ${name}`,
      path: 'retired',
      found: `"${id}", which is among its stacks too`,
      expected: 'a stack that runs or one that retires',
      repair: 'Remove it from one of the two lists.',
    });
  }
}

function reportFolders(
  { name, retired = [] }: PlanInput['environment'],
  running: readonly Stack[],
  report: Report,
): void {
  for (const id of retired) {
    const heir = running.find((stack) => folderName(stack) === id.replace('/', '-'));
    if (!heir || stackId(heir) === id) continue;
    report({
      owner: `environment ${name}`,
      path: 'retired',
      found: `"${id}", whose folder ${stackId(heir)} has now`,
      expected: 'a stack that nothing has taken the place of',
      repair: 'Remove it: what the other one has no use for is pruned.',
    });
  }
}

function reportClashes(stacks: readonly Stack[], report: Report): void {
  const folders = new Map<string, Stack>();
  for (const stack of stacks) {
    const folder = folderName(stack);
    const first = folders.get(folder);
    folders.set(folder, first ?? stack);
    if (!first) continue;
    const twins = stackId(first) === stackId(stack);
    report({
      owner: stackId(stack),
      path: '',
      found: twins ? 'two stacks of this domain and name' : `the folder "${folder}", which ${stackId(first)} has too`,
      expected: twins ? 'one' : 'a folder for each stack',
      repair: 'Rename one of the two.',
    });
  }
}
