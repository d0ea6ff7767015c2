import type { ProbeProps, WorkloadProps } from '../stack/workload-props.ts';
import { owner, type StackContext } from './context.ts';
import type { Probe, Probes } from './plan.ts';
import { portNamed } from './ports.ts';

/** The probes of a workload: its own, else `/health` on port `http`, else its metrics endpoint, else none. */
export function probesOf(context: StackContext, name: string, workload: WorkloadProps): Probes {
  const { health = {} } = workload;
  const fallback = defaultProbe(workload);
  const probe = (which: keyof typeof health, props: ProbeProps | undefined, failureThreshold: number) =>
    props && resolve(context, name, workload, which, { failureThreshold, ...props });
  const { failureThreshold, ...liveness } = health.liveness ?? fallback ?? {};
  return {
    liveness: probe('liveness', health.liveness ?? fallback, 3),
    readiness: probe('readiness', health.readiness ?? fallback, 3),
    startup: probe('startup', health.startup ?? (health.liveness || fallback ? liveness : undefined), 30),
  };
}

function defaultProbe({ ports = {}, metrics }: WorkloadProps): ProbeProps | undefined {
  if ('http' in ports) return { http: '/health' };
  return metrics && metrics.port in ports ? { http: metrics.path ?? '/metrics', port: metrics.port } : undefined;
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
  const target = portNamed(workload, tcp ?? port ?? 'http', at, context.report);
  if (!target) return undefined;
  const ask =
    http === undefined
      ? ({ kind: 'tcp', port: target.port } as const)
      : ({ kind: 'http', path: http, port: target.port } as const);
  return { ask, ...timing };
}
