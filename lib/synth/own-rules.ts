import type { Invariant } from '../checks/check.ts';
import { exportsOf } from '../load/module.ts';
import { FaultsError } from '../model/fault.ts';

/**
 * The rules of a project's own, from `rules/index.ts`.
 * @param root folder of the project, absolute
 * @throws FaultsError if a module of them can't be loaded
 */
export async function loadRules(root: string): Promise<readonly Invariant[]> {
  const rules = await exportsOf<Invariant>(root, 'rules/index.ts');
  if ('faults' in rules) throw new FaultsError(rules.faults);
  return rules.values;
}
