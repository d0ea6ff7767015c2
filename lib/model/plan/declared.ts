import type { Fault } from '../fault.ts';
import { own } from '../values/own.ts';
import { owner, type Place, type StackContext, unknownName } from './context.ts';
import { stackId } from './names.ts';
import { type Target, targetOf, targetText } from './targets.ts';

/** A declared edge that leads somewhere, as the stack file has it. */
export interface DeclaredEdge {
  /** Workload of the stack. */
  readonly from: string;
  readonly target: Target;
  readonly why: string;
}

/** The edges of a stack file with their ends looked up; what can't be is reported. */
export function declaredEdges(context: StackContext): readonly DeclaredEdge[] {
  const { stack, report } = context;
  const seen = new Map<string, number>();
  return (stack.edges ?? []).flatMap((edge, index) => {
    const at = { owner: owner(context), path: `edges[${index}]` };
    const isKnown = own(stack.workloads, edge.from) !== undefined;
    if (!isKnown)
      report(unknownName({ ...at, path: `${at.path}.from` }, 'workload', edge.from, Object.keys(stack.workloads)));
    if (edge.to === edge.from || edge.to === `${stackId(stack)}/${edge.from}`) {
      if (isKnown) report(leadsNowhere({ ...at, path: `${at.path}.to` }, edge.to));
      return [];
    }
    const target = targetOf(context, index);
    if (!target || !isKnown) return [];
    const key = `${edge.from} → ${targetText(context, target)}`;
    const twin = seen.get(key);
    seen.set(key, twin ?? index);
    if (twin !== undefined) {
      report(saidTwice(at, `${edge.from} → ${edge.to}`, twin));
      return [];
    }
    return [{ from: edge.from, target, why: edge.why }];
  });
}

function leadsNowhere(at: Place, to: string): Fault {
  return {
    ...at,
    found: `"${to}", which is where it starts`,
    expected: 'another workload',
    repair: 'Remove the edge, or correct one end.',
  };
}

function saidTwice(at: Place, edge: string, twin: number): Fault {
  return {
    ...at,
    found: `"${edge}" again, after edges[${twin}]`,
    expected: 'each edge once',
    repair: 'Remove one of the two.',
  };
}
