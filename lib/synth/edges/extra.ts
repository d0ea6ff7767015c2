import { PortSet, type WorkloadPeer } from '../../checks/traffic/index.ts';
import { counts } from '../../checks/traffic/outside-solve.ts';
import { externalPeer } from '../../checks/traffic/peers.ts';
import type { Fault } from '../../model/fault.ts';
import { extraSteps } from './addresses.ts';
import type { DeclaredHalf, End } from './ends.ts';
import { type Ground, type HalfView, strangerName } from './ground.ts';
import { connectionText, nameIn, stackOf } from './words.ts';

/** Somebody with whom more is open than is declared: a workload, or whoever else by name. */
interface Extra {
  readonly other: WorkloadPeer | string;
  readonly ports: PortSet;
}

/** Everything that one half of a workload's policies lets through and no edge declares: one fault for all who have the same ports. */
export function extraFaults(ground: Ground, view: HalfView, workload: WorkloadPeer): readonly Fault[] {
  const extras = extrasOf(ground, view, workload).filter(({ ports }) => !ports.isEmpty);
  if (extras.length === 0) return [];
  const id = ground.idOf(workload);
  const stack = id === undefined ? '' : stackOf(id);
  return [...Map.groupBy(extras, ({ ports }) => ports.key).values()].map((alike) => {
    const [first = '', ...others] = alike.map(({ other }) => nameOf(ground, other, stack));
    return {
      owner: `${ground.environment} ${stack}`.trimEnd(),
      path: connectionText(view.half, nameOf(ground, workload, stack), first),
      found: `${alike[0]!.ports} open on the ${view.half} side${also(others)}`,
      expected: 'what edges declare, and nothing else',
      repair:
        'Declare an edge with its reason in the stack file, or take it out of what is rendered, in lib/constructs.',
    };
  });
}

const mostNames = 5;

function also(others: readonly string[]): string {
  if (others.length === 0) return '';
  const more = others.length > mostNames ? ` and ${others.length - mostNames} more` : '';
  return `, and so for ${others.slice(0, mostNames).join(', ')}${more}`;
}

function extrasOf(ground: Ground, view: HalfView, workload: WorkloadPeer): readonly Extra[] {
  const { half, connections } = view;
  if (!connections.isIsolated(half, workload)) return [{ other: 'everyone', ports: PortSet.all }];
  const declared = ground.declared(half, ground.idOf(workload));
  return [
    ...outsideExtras(view, workload, declared),
    ...addressExtras(view, workload, declared),
    ...[...connections.namedBy(half, workload), workload].map((other) => {
      const id = ground.idOf(other);
      const [from, to] = half === 'ingress' ? [other, workload] : [workload, other];
      const known = portsWith(declared, (end) => end.kind === 'pods' && end.id === id);
      return { other, ports: connections.allowed(from, to).minus(known) };
    }),
  ];
}

function outsideExtras(view: HalfView, workload: WorkloadPeer, declared: readonly DeclaredHalf[]): readonly Extra[] {
  const { reading } = view.connections.view;
  return view.outside(workload).flatMap(({ from, to, ports }) => {
    const other = view.half === 'ingress' ? from : to;
    if (other.kind !== 'outside') return [];
    const known = portsWith(declared, (end) => end.kind === 'outside' && counts(end.covers(other), reading));
    return [{ other: other.id, ports: ports.minus(known) }];
  });
}

function addressExtras(
  { half, connections }: HalfView,
  workload: WorkloadPeer,
  declared: readonly DeclaredHalf[],
): readonly Extra[] {
  const addresses = declared.flatMap(({ other, ports }) =>
    other.kind === 'addresses' ? [{ addresses: other.addresses, ports }] : [],
  );
  return extraSteps(connections, half, workload, addresses).map((step) => ({
    other: externalPeer(step).id,
    ports: step.value,
  }));
}

function portsWith(declared: readonly DeclaredHalf[], isMeant: (end: End) => boolean): PortSet {
  const [first = PortSet.none, ...others] = declared.filter(({ other }) => isMeant(other)).map(({ ports }) => ports);
  return others.reduce((all, ports) => all.union(ports), first);
}

/** A workload as a stack calls it; one that is nobody's by its place in the tree. */
function nameOf(ground: Ground, other: WorkloadPeer | string, stack: string): string {
  if (typeof other === 'string') return other;
  const id = ground.idOf(other);
  if (id !== undefined) return nameIn(stack, id);
  return other.workload.name === strangerName ? strangerName : other.id;
}
