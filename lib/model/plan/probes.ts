import type { ProbeProps, WorkloadProps } from '../stack/workload-props.ts';
import { owner, type StackContext } from './context.ts';
import type { Probe, Probes } from './plan.ts';
import { portsOf, tcpPortNamed } from './ports.ts';

/** Failed tries in a row until a starting program counts as broken: five minutes at the usual pace. */
const startupTries = 30;

/** The probes of a workload: its own, else `/health` on port `http`, else its metrics endpoint, else none. */
export function probesOf(context: StackContext, name: string, workload: WorkloadProps): Probes {
  const { health = {} } = workload;
  const fallback = defaultProbe(workload);
  const probe = (which: keyof typeof health, props: ProbeProps | undefined) =>
    props && resolve(context, name, workload, which, props);
  const liveness = probe('liveness', health.liveness ?? fallback);
  const startup = liveness && { ...liveness, failureThreshold: startupTries };
  return {
    liveness,
    readiness: probe('readiness', health.readiness ?? fallback),
    startup: health.startup ? probe('startup', { failureThreshold: startupTries, ...health.startup }) : startup,
  };
}

function defaultProbe(workload: WorkloadProps): ProbeProps | undefined {
  const isOpen = (name: string) => portsOf(workload).some((port) => port.name === name && port.protocol === 'TCP');
  const { metrics } = workload;
  if (isOpen('http')) return { http: '/health' };
  return metrics && isOpen(metrics.port) ? { http: metrics.path ?? '/metrics', port: metrics.port } : undefined;
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
