import { joinConfig } from '../files/config.ts';
import { script } from '../script.ts';
import type { Step } from './step.ts';
import { step, waitStep } from './steps.ts';

/** A moment as a part of a snapshot's name: `20261122065500`. */
export function stampOf(moment: Date): string {
  return moment.toISOString().slice(0, 19).replaceAll(/\D/g, '');
}

/** Sees that no snapshot has a name yet. */
export function freeNameStep(host: string, name: string): Step {
  return waitStep(host, `see the name ${name} free`, naming('snapshot-free.check', host, name), 0);
}

/** Saves the cluster's data under a name, once. */
export function snapshotStep(host: string, name: string): Step {
  const saved = step(host, `save the snapshot ${name}`, 'snapshot', { NAME: name }, { timeoutSeconds: 300 });
  return { ...saved, check: naming('snapshot.check', host, name) };
}

/** Sees that a snapshot is there to go back to, before anything is stopped for it. */
export function foundStep(host: string, name: string): Step {
  return waitStep(host, `find the snapshot ${name}`, naming('snapshot-found.check', host, name), 0);
}

/** Takes the data of a server back to a snapshot. */
export function restoreStep(host: string, name: string, run: string): Step {
  const restored = step(host, `restore ${name}`, 'restore', { RUN: run }, { timeoutSeconds: 600, retries: 0 });
  return { ...restored, apply: naming('restore.apply', host, name, { RUN: run, JOIN: joinConfig(undefined) }) };
}

/** A script that knows which snapshots a name means. */
function naming(base: string, host: string, name: string, variables: Readonly<Record<string, string>> = {}): string {
  return script(['snapshots', base], { NAME: name, NODE: host, ...variables });
}
