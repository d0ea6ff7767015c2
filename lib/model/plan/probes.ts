import type { ProbeProps, WorkloadProps } from '../stack/workload-props.ts';
import { owner, type StackContext } from './context.ts';
import type { Probe, Probes } from './plan.ts';
import { portsOf, tcpPortNamed } from './ports.ts';

/** Failed tries in a row until a starting program counts as broken: five minutes at the usual pace. */
const startupTries = 30;

/**
 * The probes of a workload: its own, else `/health` on port `http`, else its metrics endpoint, else a connection to its first
 * TCP port. A workload that serves ports and can't be asked is reported.
 */
export function probesOf(context: StackContext, name: string, workload: WorkloadProps): Probes {
  const { health = {} } = workload;
  const fallback = defaultProbe(workload);
  const probe = (which: keyof typeof health, props: ProbeProps) => resolve(context, name, workload, which, props);
  const needed = (which: 'liveness' | 'readiness') => {
    const props = health[which] ?? fallback;
    if (!props && portsOf(workload).length > 0) reportSilent(context, name, which);
    return props && probe(which, props);
  };
  const liveness = needed('liveness');
  const startup = liveness && { ...liveness, failureThreshold: startupTries };
  return {
    liveness,
    readiness: needed('readiness'),
    startup: health.startup ? probe('startup', { failureThreshold: startupTries, ...health.startup }) : startup,
  };
}

function defaultProbe(workload: WorkloadProps): ProbeProps | undefined {
  const names = portsOf(workload).flatMap(({ name, protocol }) => (protocol === 'TCP' ? name : []));
  const { metrics } = workload;
  if (names.includes('http')) return { http: '/health' };
  if (metrics && names.includes(metrics.port)) return { http: metrics.path ?? '/metrics', port: metrics.port };
  return names[0] === undefined ? undefined : { tcp: names[0] };
}

function reportSilent(context: StackContext, name: string, which: string): void {
  context.report({
    owner: owner(context, name),
    path: `health.${which}`,
    found: 'nothing, and no TCP port to ask',
    expected: 'a probe, since it serves a port',
    repair: `Add health.${which}, such as { exec: ['/bin/healthy'] }.`,
  });
}

function resolve(
  context: StackContext,
  name: string,
  workload: WorkloadProps,
  which: string,
  { http, tcp, exec, port, periodSeconds = 10, timeoutSeconds = 3, failureThreshold = 3 }: ProbeProps,
): Probe | undefined {
  const timing = { periodSeconds, timeoutSeconds, failureThreshold };
  if (exec) return { ask: { kind: 'exec', command: exec }, ...timing };
  const at = { owner: owner(context, name), path: `health.${which}` };
  const target = tcpPortNamed(workload, tcp ?? port, at, context.report);
  if (!target) return undefined;
  const ask =
    http === undefined
      ? ({ kind: 'tcp', port: target.port } as const)
      : ({ kind: 'http', path: http, port: target.port } as const);
  return { ask, ...timing };
}
