import type { Environment } from '../environment/environment-props.ts';
import type { Stack } from '../stack/stack-props.ts';
import type { WorkloadProps } from '../stack/workload-props.ts';
import { own } from '../values/own.ts';
import type { Port } from '../values/port.ts';
import { owner, type Place, type StackContext, unknownName } from './context.ts';
import type { Peer } from './edge.ts';
import { objectName, selectorLabels, stackId } from './names.ts';
import { portNamed } from './ports.ts';

/** Port of PostgreSQL. */
export const postgresPort: Port = { port: 5432, protocol: 'TCP' };

/** Pods of a part of a stack as one end of an edge. */
export function podsPeer({ namespace }: Environment, stack: Stack, part: string): Peer {
  return { kind: 'pods', id: `${stackId(stack)}/${part}`, namespace, selector: selectorLabels(stack, part) };
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
  const { stack, report } = context;
  const edge = stack.edges?.[index];
  if (!edge) return undefined;
  const at = { owner: owner(context), path: `edges[${index}].to` };
  const parts = edge.to.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length !== 1 && parts.length !== 3) {
    report({
      ...at,
      found: `"${edge.to}"`,
      expected: 'a part of this stack, or domain/stack/workload of another one',
      repair: parts.length === 2 ? 'Name the workload of that stack too.' : 'Correct the name.',
    });
    return undefined;
  }
  const other = parts.length === 1 ? stack : stackAt(context, parts.slice(0, 2).join('/'), edge.to, at);
  if (!other) return undefined;
  if (own(other.databases, name)) return databaseTarget(context, other, name, index);
  return workloadTarget(context, other, name, index);
}

function stackAt(context: StackContext, id: string, to: string, at: Place): Stack | undefined {
  const { stacks, running, environment, report } = context;
  const other = running.find((candidate) => stackId(candidate) === id);
  if (other) return other;
  const isElsewhere = stacks.some((candidate) => stackId(candidate) === id);
  report(
    isElsewhere
      ? {
          ...at,
          found: `"${to}", whose stack doesn't run here`,
          expected: `${id} among the stacks of ${environment.name}`,
          repair: `Add it to environments/${environment.name}.ts, or remove the edge.`,
        }
      : unknownName(at, 'stack', id, running.map(stackId)),
  );
  return undefined;
}

function databaseTarget(context: StackContext, other: Stack, name: string, index: number): Target | undefined {
  const { stack, report } = context;
  const { to, port } = stack.edges?.[index] ?? {};
  const at = { owner: owner(context), path: `edges[${index}].to` };
  if (other !== stack) {
    report({
      ...at,
      found: `the database "${to}" of another stack`,
      expected: 'a workload: a database serves its own stack alone',
      repair: `Call a service of ${stackId(other)} instead.`,
    });
    return undefined;
  }
  if (port !== undefined) {
    report({
      ...at,
      path: `edges[${index}].port`,
      found: `"${port}"`,
      expected: 'no port, since a database has a single one',
      repair: 'Remove it.',
    });
  }
  return { kind: 'database', name };
}

function workloadTarget(context: StackContext, stack: Stack, name: string, index: number): Target | undefined {
  const at = { owner: owner(context), path: `edges[${index}].to` };
  const workload: WorkloadProps | undefined = own(stack.workloads, name);
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

/** A target as nobody else's: `identity/auth/api http`. */
export function targetText(context: StackContext, target: Target): string {
  if (target.kind === 'database') return `${stackId(context.stack)}/${target.name}`;
  return `${stackId(target.stack)}/${target.name} ${target.port.name}`;
}
