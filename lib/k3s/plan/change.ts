import { filesOf, type Planning } from './planning.ts';
import { snapshotStep, stampOf } from './snapshot-steps.ts';
import type { MemberState } from './state.ts';
import type { Phase, Step } from './step.ts';
import { drainStep, kernelStep, quorumStep, readyStep, startStep, switchStep, uncordonStep } from './steps.ts';

/** What runs and is not as it should be: one node at a time, servers first, since an agent must never be newer than its servers. */
export function changePhases(planning: Planning): readonly Phase[] {
  const changing = planning.states.filter(({ distance }) => distance === 'changed' || distance === 'outdated');
  const servers = changing.filter(({ role }) => role === 'server');
  const agents = changing.filter(({ role }) => role === 'agent');
  const outdated = servers.some(({ distance }) => distance === 'outdated');
  const version = planning.request.hosts.version.replaceAll(/[^a-z0-9]+/g, '-');
  const name = `before-${version}-${stampOf(planning.now)}`; // what an older attempt saved is not the data of now
  return [
    { name: 'save the data', tracks: outdated ? [[snapshotStep(planning.through.host.name, name)]] : [] },
    { name: 'servers change, one at a time', tracks: [servers.flatMap((state) => change(planning, state))] },
    { name: 'agents change, one at a time', tracks: [agents.flatMap((state) => change(planning, state))] },
  ];
}

function change(planning: Planning, state: MemberState): readonly Step[] {
  const { name } = state.host;
  const { version } = planning.request.hosts;
  const through = witness(planning, state);
  const guard = state.role === 'server' ? [quorumStep(through, name)] : [];
  const restart = [
    kernelStep(name, planning.request.environment),
    filesOf(state),
    startStep(name, state.role),
    readyStep(through, name, version),
  ];
  if (state.distance === 'changed') return [...guard, ...restart, uncordonStep(through, name)];
  const alone = planning.states.length === 1; // nowhere to move pods to
  const drained = alone ? [] : [drainStep(through, name)];
  return [...guard, ...drained, switchStep(name, version), ...restart, uncordonStep(through, name)];
}

/** Another server that runs, which sees what becomes of this one; a single server has to watch itself. */
function witness({ states, through }: Planning, { host }: MemberState): string {
  if (through.host.name !== host.name) return through.host.name;
  const other = states.find(
    ({ role, distance, host: { name } }) => role === 'server' && name !== host.name && distance !== 'new',
  );
  return (other ?? through).host.name;
}
