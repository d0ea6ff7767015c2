import { join } from 'node:path';
import { clearStaging } from './clear.ts';
import { commit, rollForward } from './commit.ts';
import { exists } from './files.ts';
import { isOwn } from './header.ts';
import { readJournal, type Step } from './journal.ts';
import type { WritePlan } from './plan.ts';
import { ownPaths } from './scan.ts';
import { stage } from './stage.ts';
import type { Staging } from './staging.ts';
import { unitsOf } from './units.ts';

/** Finishes what a killed run had begun to make visible, and removes what it left otherwise. */
export function recover(staging: Staging): void {
  const steps = readJournal(staging);
  if (steps !== undefined) rollForward(staging, steps);
  clearStaging(staging, isOwn);
}

/** Carries out a plan. If it throws, the rendered files are as they were. */
export function replace(staging: Staging, plan: WritePlan): void {
  const units = unitsOf(plan);
  try {
    stage(staging, plan, units);
    commit(
      staging,
      units.map(({ path }): Step => ({ action: exists(join(staging.next, path)) ? 'put' : 'remove', path })),
    );
  } finally {
    if (!exists(staging.journal)) clearIfPossible(staging, plan);
  }
}

/** The rendered files are right at this point; what cannot be cleared is for the next run, which says why if it cannot either. */
function clearIfPossible(staging: Staging, plan: WritePlan): void {
  const own = new Set(ownPaths(plan.found));
  try {
    clearStaging(staging, (root, path) => own.has(path) || isOwn(root, path));
  } catch {}
}
