import type { Stack } from '../stack/stack-props.ts';
import type { WorkloadProps } from '../stack/workload-props.ts';
import type { Port } from '../values/port.ts';
import { owner, type StackContext, unknownName } from './context.ts';
import type { Peer } from './edge.ts';
import { objectName, selectorLabels, stackId } from './names.ts';
import { portNamed } from './ports.ts';

/** Port of PostgreSQL. */
export const postgresPort: Port = { port: 5432, protocol: 'TCP' };

/** Pods of a part of a stack as one end of an edge. */
export function podsPeer(stack: Stack, part: string): Peer {
  return { kind: 'pods', id: `${stackId(stack)}/${part}`, selector: selectorLabels(stack, part) };
}

/** Where a declared edge leads. */
export type Target =
  | {
      readonly kind: 'workload';
      readonly stack: Stack;
      readonly name: string;
      readonly port: Port & { readonly name: string };
    }
  | { readonly kind: 'database'; readonly name: string };

/** What `to` of the edge at `index` means: a part of this stack, or `domain/stack/workload`. Unknown ones are reported. */
export function targetOf(context: StackContext, index: number): Target | undefined {
  const { stack, running, environment, report } = context;
  const edge = stack.edges?.[index];
  if (!edge) return undefined;
  const at = { owner: owner(context), path: `edges[${index}].to` };
  const parts = edge.to.split('/');
  if (parts.length === 1) {
    if (edge.to in (stack.databases ?? {})) return { kind: 'database', name: edge.to };
    return workloadTarget(context, stack, edge.to, index);
  }
  const id = parts.slice(0, 2).join('/');
  const other = running.find((candidate) => stackId(candidate) === id);
  if (parts.length !== 3 || !other) {
    const unknown = unknownName(at, 'stack', id, running.map(stackId));
    report(
      context.stacks.some((candidate) => stackId(candidate) === id)
        ? {
            ...at,
            found: `"${edge.to}", whose stack doesn't run here`,
            expected: `${id} among the stacks of ${environment.name}`,
            repair: `Add it to environments/${environment.name}.ts, or remove the edge.`,
          }
        : unknown,
    );
    return undefined;
  }
  const name = parts[2] ?? '';
  if (name in (other.databases ?? {})) {
    report({
      ...at,
      found: `the database "${edge.to}" of another stack`,
      expected: 'a workload: a database serves its own stack alone',
      repair: `Call a service of ${id} instead.`,
    });
    return undefined;
  }
  return workloadTarget(context, other, name, index);
}

function workloadTarget(context: StackContext, stack: Stack, name: string, index: number): Target | undefined {
  const at = { owner: owner(context), path: `edges[${index}].to` };
  const workload: WorkloadProps | undefined = stack.workloads[name];
  if (!workload) {
    const databases = stack === context.stack ? Object.keys(stack.databases ?? {}) : [];
    context.report(unknownName(at, 'workload', name, [...Object.keys(stack.workloads), ...databases]));
    return undefined;
  }
  const wanted = context.stack.edges?.[index]?.port;
  const port = portNamed(
    workload,
    wanted,
    { ...at, path: `edges[${index}].${wanted === undefined ? 'to' : 'port'}` },
    context.report,
  );
  return port && { kind: 'workload', stack, name, port };
}

/** The Service name of a target, as its callers write it. */
export function hostOf(target: Target, context: StackContext): string {
  return target.kind === 'database' ? objectName(context.stack, target.name) : objectName(target.stack, target.name);
}
