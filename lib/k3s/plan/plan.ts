import { hostNotes } from '../facts/host-notes.ts';
import { knownNodes } from '../facts/quorum.ts';
import { changePhases } from './change.ts';
import { joinPhases } from './join.ts';
import { leavingPhases } from './leave.ts';
import { filesOf, type PlanInput, type Planning } from './planning.ts';
import { releaseSteps } from './release.ts';
import { type MemberState, statesOf } from './state.ts';
import type { Phase, Plan, Step } from './step.ts';
import { kernelStep, readyStep, startStep, switchStep, uncordonStep } from './steps.ts';

/**
 * Decides what is to be done. The order keeps a majority at every moment: everything that only prepares first and on all hosts at
 * once, then dead servers out, new ones in, what changed one after another, and last what leaves.
 */
export function planCluster(input: PlanInput): Plan {
  const states = statesOf(input.request, input.facts, input.bucket);
  const servers = states.filter(({ role }) => role === 'server');
  const ready = knownNodes(input.facts)
    .filter((node) => node.ready)
    .map(({ name }) => name);
  const through =
    servers.find(({ host }) => ready.includes(host.name) && input.facts.get(host.name)?.k3s.active) ??
    servers.find(({ distance }) => distance !== 'new') ??
    servers[0];
  if (through === undefined) throw new Error('A cluster has at least one server.');
  const planning: Planning = { ...input, states, through };
  const { dead, live } = leavingPhases(planning);
  const phases = [
    preparing(planning),
    awaking(planning),
    dead,
    ...joinPhases(planning),
    ...changePhases(planning),
    live,
  ];
  return {
    phases: phases.filter(({ tracks }) => tracks.some((track) => track.length > 0)),
    notes: [...hostNotes(input.facts), ...states.flatMap(whyOf)],
    through: through.host.name,
  };
}

/** Why a node that is there is touched. */
function whyOf({ host, distance, reasons }: MemberState): readonly string[] {
  return distance === 'new' || distance === 'right' ? [] : [`${host.name}: ${reasons.join('; ')}`];
}

/** What touches nothing that runs: on every host at once. */
function preparing(planning: Planning): Phase {
  const tracks = planning.states.map((state): readonly Step[] => {
    const { name } = state.host;
    const release = () => releaseSteps(planning.request, name, planning.facts.get(name)?.arch ?? '', planning.folders);
    if (state.distance === 'new')
      return [
        kernelStep(name, planning.request.environment),
        ...release(),
        switchStep(name, planning.request.hosts.version),
        filesOf(state),
      ];
    if (state.distance === 'outdated') return release();
    return [];
  });
  return { name: 'prepare', tracks };
}

/** Servers with data that don't run are started together, since none of them may be a majority alone. */
function awaking({ states, through, request }: Planning): Phase {
  const down = states.filter(({ distance }) => distance === 'down');
  return {
    name: 'start what is down',
    tracks: down.map((state) => {
      const { name } = state.host;
      const witness = state.role === 'server' ? name : through.host.name;
      const start = startStep(name, state.role);
      return [
        kernelStep(name, request.environment),
        filesOf(state),
        start,
        readyStep(witness, name, request.hosts.version),
        uncordonStep(witness, name),
      ];
    }),
  };
}
