import type { WorkloadProps } from '../stack/workload-props.ts';
import { type Port, portText } from '../values/port.ts';
import { type Place, type Report, unknownName } from './context.ts';

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
  at: Place,
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

/** As {@link portNamed}, for what speaks HTTP or opens a TCP connection: probes, scrapers and routes. */
export function tcpPortNamed(
  workload: WorkloadProps,
  name: string | undefined,
  at: Place,
  report: Report,
): (Port & { readonly name: string }) | undefined {
  const port = portNamed(workload, name, at, report);
  if (port === undefined || port.protocol === 'TCP') return port;
  report({
    ...at,
    found: `the ${port.protocol} port "${port.name}"`,
    expected: 'a TCP port',
    repair: 'Name another port, or correct its protocol.',
  });
  return undefined;
}

/** Reports two names of one port: a Service can't have both. */
export function reportPortClashes(workload: WorkloadProps, owner: string, report: Report): void {
  const names = new Map<string, string>();
  for (const port of portsOf(workload)) {
    const first = names.get(portText(port));
    names.set(portText(port), first ?? port.name);
    if (first === undefined) continue;
    report({
      owner,
      path: `ports.${port.name}`,
      found: `${portText(port)}, which port "${first}" is already`,
      expected: 'one name for a port',
      repair: `Remove one of the two, and name "${first}" wherever it is meant.`,
    });
  }
}
