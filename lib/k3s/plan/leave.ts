import { knownNodes } from '../facts/quorum.ts';
import { forgetStep } from './life-steps.ts';
import type { Planning } from './planning.ts';
import type { Phase, Step } from './step.ts';
import { drainStep, leaveStep, quorumStep, uninstallStep, volumesStep } from './steps.ts';

/**
 * Nodes that the cluster knows and nobody wants any more, and hosts that are to be left as they were. Dead nodes go before others
 * join, so that a dead server never counts against the majority, and a machine that was installed anew becomes a new node under its old
 * name; live ones go last. No disk that can still be read is given up while volumes are on it.
 */
export function leavingPhases({ states, through, facts, request, now }: Planning): {
  readonly dead: Phase;
  readonly live: Phase;
} {
  const wanted = states.map(({ host }) => host.name);
  const known = knownNodes(facts);
  const leaving = known.filter(({ name }) => !wanted.includes(name));
  const from = through.host.name;
  const reborn = states
    .map(({ distance, host }) => (distance === 'new' ? host.name : ''))
    .filter((name) => known.some((node) => node.name === name))
    // forgotten first: a run that is ended in between finds the node still there, and does both again
    .flatMap((name) => [forgetStep(from, [name], `${name} ${now.toISOString()}`), leaveStep(from, name)]);
  const dead = leaving
    .filter(({ ready }) => !ready)
    .flatMap(({ name }) => [...(isReachable(name) ? [volumesStep(from, name)] : []), leaveStep(from, name)]);
  const out = leaving
    .filter(({ ready }) => ready)
    .sort((a, b) => Number(a.etcd) - Number(b.etcd)) // agents first
    .flatMap(({ name, etcd }): readonly Step[] => [
      volumesStep(from, name),
      ...(etcd ? [quorumStep(from, name, 'leaves')] : []),
      drainStep(from, name),
      leaveStep(from, name),
      ...(isReachable(name) ? [uninstallStep(name)] : []),
    ]);
  const drained = leaving.filter(({ ready }) => ready).map(({ name }) => name);
  const rest = (request.gone ?? [])
    .map(({ name }) => name)
    .filter((name) => !drained.includes(name) && !wanted.includes(name))
    .filter(isReachable)
    .flatMap((name) => [volumesStep(from, name), uninstallStep(name)]);

  function isReachable(name: string): boolean {
    return facts.get(name)?.k3s.owner === request.environment;
  }

  return {
    dead: { name: 'dead nodes leave', tracks: [[...dead, ...reborn]] },
    live: { name: 'nodes leave, one at a time', tracks: [[...out, ...rest]] },
  };
}
