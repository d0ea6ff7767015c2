import type { WorkloadProps } from '../stack/workload-props.ts';
import type { Port } from '../values/port.ts';
import { type Report, unknownName } from './context.ts';

/** Ports of a workload with their protocols filled in, in the order of the stack file. */
export function portsOf({ ports = {} }: WorkloadProps): readonly (Port & { readonly name: string })[] {
  return Object.entries(ports).map(([name, port]) =>
    typeof port === 'number' ? { name, port, protocol: 'TCP' } : { name, protocol: 'TCP', ...port },
  );
}

/**
 * The port that a name means; without a name `http`, or the only one. An unknown or missing one is reported.
 * @returns the port, or `undefined` after a report
 */
export function portNamed(
  workload: WorkloadProps,
  name: string | undefined,
  at: { readonly owner: string; readonly path: string },
  report: Report,
): (Port & { readonly name: string }) | undefined {
  const ports = portsOf(workload);
  const names = ports.map((port) => port.name);
  const found =
    ports.find((port) => port.name === (name ?? 'http')) ??
    (name === undefined && ports.length === 1 ? ports[0] : undefined);
  if (found) return found;
  if (name !== undefined) report(unknownName(at, 'port', name, names));
  else
    report({
      ...at,
      found: names.length === 0 ? 'a workload without ports' : `no port, and a choice of ${names.join(', ')}`,
      expected: 'a port named "http", a single port, or the name of one',
      repair: names.length === 0 ? 'Give the workload a port.' : 'Name the port.',
    });
  return undefined;
}
