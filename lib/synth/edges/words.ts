import type { Half } from '../../checks/traffic/index.ts';
import type { Fault } from '../../model/fault.ts';
import type { Edge } from '../../model/plan/edge.ts';
import { portText } from '../../model/values/port.ts';

/** The stack of some pods: `identity/auth` of `identity/auth/api`. */
export function stackOf(id: string): string {
  return id.split('/').slice(0, 2).join('/');
}

/** Pods as their own stack calls them, `api`, and as others do, `identity/auth/api`. */
export function nameIn(stack: string, id: string): string {
  return stackOf(id) === stack ? id.slice(stack.length + 1) : id;
}

/** `edge api → service TCP 8001`, as the stack reads it. */
export function edgeText({ from, to, ports }: Edge, stack: string): string {
  const [source, target] = [from, to].map((peer) => (peer.kind === 'pods' ? nameIn(stack, peer.id) : peer.id));
  return `edge ${source} → ${target} ${ports.map(portText).join(', ')}`;
}

/** `connection web/flask-api/flask-api → service`: the two ends in the order of the connection. */
export function connectionText(half: Half, self: string, other: string): string {
  return half === 'ingress' ? `connection ${other} → ${self}` : `connection ${self} → ${other}`;
}

/** A fault of what was made of an edge, which no stack file can mend. */
export function edgeFault(
  environment: string,
  stack: string,
  edge: Edge,
  { found, expected }: Pick<Fault, 'found' | 'expected'>,
): Fault {
  return {
    owner: `${environment} ${stack}`,
    path: edgeText(edge, stack),
    found,
    expected,
    repair: `The stack declares it (${edge.why}): mend what was rendered of it, in lib/constructs.`,
  };
}
