import type { KubeObject } from '../../render/tree.ts';
import { at, text } from '../json.ts';

export const waveAnnotation = 'argocd.argoproj.io/sync-wave';
export const hookAnnotation = 'argocd.argoproj.io/hook';
export const hookDeleteAnnotation = 'argocd.argoproj.io/hook-delete-policy';

/** When an object is applied. Compare with {@link compareTurns}. */
export interface Turn {
  /** 0 for the platform's folder, which every application of the environment waits for, 1 for applications. */
  readonly rank: number;
  /** 0 PreSync, 1 the sync itself, 2 PostSync and SyncFail. */
  readonly phase: number;
  /** The wave inside the phase; 0 if the annotation is absent or unreadable, as Argo CD takes it. */
  readonly wave: number;
}

const phases: Readonly<Record<string, number>> = { PreSync: 0, Sync: 1, PostSync: 2, SyncFail: 2, PostDelete: 2 };
const phaseNames = ['PreSync', 'Sync', 'PostSync'];

/** The hook types of an object, empty for an ordinary one. Argo CD's `Skip` counts as a type too. */
export function hooksOf(object: KubeObject): readonly string[] {
  const value = text(at(object.metadata.annotations, hookAnnotation));
  return value === '' ? [] : value.split(',').map((hook) => hook.trim());
}

/** The integer in the wave annotation, undefined if it is absent or no integer. */
export function waveOf(object: KubeObject): number | undefined {
  const value = text(at(object.metadata.annotations, waveAnnotation));
  return /^[-+]?\d+$/.test(value) ? Number(value) : undefined;
}

/** The turn of an object; `platform` says that it stands in the environment's platform folder. */
export function turnOf(object: KubeObject, platform: boolean): Turn {
  const rank = platform ? 0 : 1;
  const hookPhases = hooksOf(object).map((hook) => phases[hook] ?? 1);
  return { rank, phase: hookPhases.length > 0 ? Math.min(...hookPhases) : 1, wave: waveOf(object) ?? 0 };
}

/** Negative if `a` is applied before `b`, 0 if at the same time. */
export function compareTurns(a: Turn, b: Turn): number {
  return a.rank - b.rank || a.phase - b.phase || a.wave - b.wave;
}

/** `platform wave -2`, `wave 1`, `PreSync wave 0`. */
export function showTurn(turn: Turn): string {
  const phase = turn.phase === 1 ? '' : `${phaseNames[turn.phase]} `;
  return `${turn.rank === 0 ? 'platform ' : ''}${phase}wave ${turn.wave}`;
}
