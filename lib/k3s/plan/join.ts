import type { Planning } from './planning.ts';
import type { MemberState } from './state.ts';
import type { Phase, Step } from './step.ts';
import { quorumStep, readyStep, startStep, tokenStep } from './steps.ts';

/** The first server starts the cluster, the others join one at a time, agents all at once. */
export function joinPhases({ states, through, request }: Planning): readonly Phase[] {
  const { version } = request.hosts;
  const first = through.distance === 'new' ? [through] : [];
  const fresh = states.filter((state) => state.distance === 'new' && !first.includes(state));
  const start = (state: MemberState, from: string | undefined): readonly Step[] => [
    tokenStep(state.host.name, state.role, from),
    startStep(state.host.name, state.role),
    readyStep(through.host.name, state.host.name, version),
  ];
  const join = (state: MemberState) => start(state, through.host.address);
  const servers = fresh.filter(({ role }) => role === 'server');
  const agents = fresh.filter(({ role }) => role === 'agent');
  const secretsFrom = through.host.name;
  return [
    { name: 'the first server starts the cluster', tracks: first.map((state) => start(state, undefined)) },
    {
      name: 'servers join, one at a time',
      tracks: [servers.flatMap((state) => [quorumStep(secretsFrom, state.host.name), ...join(state)])],
      secretsFrom,
    },
    { name: 'agents join', tracks: agents.map(join), secretsFrom },
  ];
}
