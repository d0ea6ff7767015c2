import type { WorkloadProps } from '../stack/workload-props.ts';
import { type Port, portText } from '../values/port.ts';
import { owner, type StackContext, unknownName } from './context.ts';
import type { DeclaredEdge } from './declared.ts';
import { type Edge, rulesOf } from './edge.ts';
import { exposuresOf, type Route } from './exposure.ts';
import { imageOf } from './image.ts';
import { reportMountClashes } from './mounts.ts';
import { nameLimit, objectLabels, objectName, selectorLabels, stackId } from './names.ts';
import type { Pods, Workload } from './plan.ts';
import { portsOf, reportPortClashes } from './ports.ts';
import { probesOf } from './probes.ts';
import { bounds, scalingOf } from './scaling.ts';
import { resourcesOf } from './sizing.ts';
import { variablesOf } from './variables.ts';
import { wave, workloadWaves } from './waves.ts';

/** User and group that programs run as unless their image says otherwise (the seeds' convention). */
const defaultUser = 10_001;

/** The identity that every kind of pods shares: id, names and labels. A name that Kubernetes would cut is reported. */
export function identity(
  context: StackContext,
  part: string,
  tier: string,
): Pick<Pods, 'id' | 'name' | 'namespace' | 'labels' | 'selector'> {
  const { stack, environment, report } = context;
  const name = objectName(stack, part);
  if (name.length > nameLimit) {
    report({
      owner: owner(context, part),
      path: '',
      found: `the object name "${name}" of ${name.length} characters`,
      expected: `at most ${nameLimit}, since Kubernetes appends to it`,
      repair: 'Shorten the domain, the stack or the part.',
    });
  }
  return {
    id: `${stackId(stack)}/${part}`,
    name,
    namespace: environment.namespace,
    labels: objectLabels(stack, part, tier, environment.name),
    selector: selectorLabels(stack, part),
  };
}

/** Waves of a stack's workloads; an unknown name or a cycle of waits is reported. */
export function wavesOf(context: StackContext): ReadonlyMap<string, number> {
  const { workloads } = context.stack;
  const known = Object.keys(workloads);
  const waits = known.map((name) => {
    const given = workloads[name]?.waitsFor ?? [];
    for (const [index, other] of given.entries()) {
      if (!known.includes(other))
        context.report(
          unknownName({ owner: owner(context, name), path: `waitsFor[${index}]` }, 'workload', other, known),
        );
    }
    return [name, given.filter((other) => known.includes(other))] as const;
  });
  const result = workloadWaves(new Map(waits));
  if ('waves' in result) return result.waves;
  context.report({
    owner: owner(context),
    path: 'workloads',
    found: `a cycle of waits, ${result.cycle.join(' → ')}`,
    expected: 'an order in which each can start',
    repair: 'Remove one waitsFor of the cycle.',
  });
  return new Map();
}

/** A workload with everything decided. */
export function planWorkload(
  context: StackContext,
  name: string,
  declared: readonly DeclaredEdge[],
  edges: readonly Edge[],
  waves: ReadonlyMap<string, number>,
): Workload {
  const props: WorkloadProps = context.stack.workloads[name] ?? {};
  const base = identity(context, name, props.tier ?? 'service');
  const scaling = scalingOf(context, name, props);
  const probes = probesOf(context, name, props);
  const ports = portsOf(props);
  reportPortClashes(props, owner(context, name), context.report);
  reportMountClashes(context, name, props);
  const rules = rulesOf(base.id, edges);
  const isOpen = (port: Port) =>
    rules.ingress.some((rule) => rule.ports.some((open) => portText(open) === portText(port)));
  const { min } = bounds(scaling);
  const metricsPort = ports.find((port) => port.name === props.metrics?.port)?.port;
  const ask = probes.readiness?.ask;
  return {
    ...base,
    ...imageOf(context, name),
    ...rules,
    wave: waves.get(name) ?? wave.application,
    user: props.user ?? defaultUser,
    command: props.command,
    args: props.args,
    ports,
    servicePorts: ports.filter(isOpen),
    probes,
    metrics: metricsPort === undefined ? undefined : { port: metricsPort, path: props.metrics?.path ?? '/metrics' },
    env: variablesOf(
      context,
      name,
      declared.filter(({ from }) => from === name),
    ),
    config: props.config ?? {},
    resources: resourcesOf(context, name, 'resources', props.resources ?? 'small'),
    scaling,
    maxUnavailableInDrain: min > 1 ? Math.min(props.maxUnavailableInDrain ?? 1, min - 1) : undefined,
    spread: props.spread ?? 'preferred',
    maxSurge: props.rollout?.maxSurge ?? 1,
    deadlineSeconds: props.rollout?.deadlineSeconds ?? 600,
    exposures: exposuresOf(
      base.name,
      routesOf(context, props),
      ask?.kind === 'http' ? ask.path : undefined,
      context.environment,
    ),
    permissions: props.kubernetesApi?.rules ?? [],
    scratch: props.scratch ?? ['/tmp'],
  };
}

/** The routes of a workload with hosts and port numbers; unknown ports were reported with the edges. */
function routesOf({ environment }: StackContext, props: WorkloadProps): readonly Route[] {
  const ports = portsOf(props);
  return (props.routes ?? []).flatMap(({ path, host, port }) => {
    const number = ports.find(({ name }) => name === (port ?? 'http'))?.port ?? ports[0]?.port;
    const fullHost = host === undefined ? environment.domain : `${host}.${environment.domain}`;
    return number === undefined ? [] : [{ host: fullHost, path, port: number }];
  });
}
