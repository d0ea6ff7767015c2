import type { Planning } from './planning.ts';
import type { MemberState } from './state.ts';
import type { Phase, Step } from './step.ts';
import { quorumStep, readyStep, startStep, tokenStep } from './steps.ts';

/** The first server starts the cluster, the others join one at a time, agents all at once. */
export function joinPhases({ states, through, request }: Planning): readonly Phase[] {
  const { version } = request.hosts;
  const first = through.distance === 'new' ? [through] : [];
  const fresh = states.filter((state) => state.distance === 'new' && !first.includes(state));
  const begin = (state: MemberState, from: string | undefined): readonly Step[] => [
    tokenStep(state.host.name, state.role, from),
    startStep(state.host.name, state.role),
  ];
  const seen = (...nodes: readonly MemberState[]): Step =>
    readyStep(
      through.host.name,
      nodes.map(({ host }) => host.name),
      version,
    );
  const servers = fresh.filter(({ role }) => role === 'server');
  const agents = fresh.filter(({ role }) => role === 'agent');
  const secretsFrom = through.host.name;
  return [
    {
      name: 'the first server starts the cluster',
      tracks: first.map((state) => [...begin(state, undefined), seen(state)]),
    },
    {
      name: 'servers join, one at a time',
      tracks: [
        servers.flatMap((state) => [
          quorumStep(secretsFrom, state.host.name),
          ...begin(state, through.host.address),
          seen(state),
        ]),
      ],
      secretsFrom,
    },
    { name: 'agents join', tracks: agents.map((state) => begin(state, through.host.address)), secretsFrom },
    { name: 'agents are ready', tracks: agents.length > 0 ? [[seen(...agents)]] : [] },
  ];
}
