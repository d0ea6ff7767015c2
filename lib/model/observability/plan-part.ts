import type { Environment } from '../environment/environment-props.ts';
import { type Edge, rulesOf } from '../plan/edge.ts';
import { exposuresOf } from '../plan/exposure.ts';
import type { Probe } from '../plan/plan.ts';
import { wave } from '../plan/waves.ts';
import { portText } from '../values/port.ts';
import type { Part } from './part.ts';
import type { PartContext, PartProps } from './part-props.ts';
import { observabilityFolder, partId, partSelector } from './peers.ts';

/** A part with everything decided. */
export function planPart(
  { environment, settings, images }: PartContext,
  props: PartProps,
  edges: readonly Edge[],
): Part {
  const { name, health, volume } = props;
  const id = partId(name);
  const rules = rulesOf(id, edges);
  const ports = Object.entries(props.ports).map(([portName, port]) => ({
    name: portName,
    port,
    protocol: 'TCP' as const,
  }));
  const open = new Set(rules.ingress.flatMap((rule) => rule.ports.map(portText)));
  const image = images[name] ?? '';
  const number = (portName: string | undefined) => props.ports[portName ?? ''] ?? 0;
  const ask = (path: string, failureThreshold: number): Probe => ({
    ask: { kind: 'http', path, port: number(health.port) },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold,
  });
  return {
    ...rules,
    id,
    name,
    namespace: props.namespace ?? settings.namespace,
    runs: props.runs,
    labels: {
      ...partSelector(name),
      'app.kubernetes.io/component': props.component,
      'app.kubernetes.io/part-of': observabilityFolder,
      'app.kubernetes.io/managed-by': 'unifyops',
      'unifyops.dev/environment': environment.name,
    },
    selector: partSelector(name),
    wave: props.volume ? wave.database : wave.application,
    image,
    version: image.split(':').at(-1)?.split('@')[0] ?? '',
    user: props.user,
    resources: props.resources,
    env: props.env ?? [],
    scratch: props.scratch,
    command: undefined,
    args: props.args.length > 0 ? props.args : undefined,
    ports,
    servicePorts: ports.filter((port) => open.has(portText(port))),
    probes: { liveness: ask(health.live, 6), readiness: ask(health.ready, 3), startup: ask(health.ready, 60) },
    metrics: { port: number(props.metrics), path: '/metrics' },
    config: {}, // made of the whole plan, in lib/observability
    scaling: { kind: 'fixed', replicas: 1 },
    maxUnavailableInDrain: undefined,
    spread: 'preferred',
    maxSurge: 1,
    deadlineSeconds: 600,
    exposures: props.route === undefined ? [] : grafanaExposures(environment, settings.host, props),
    permissions: [],
    volume: volume && { ...volume, storageClass: environment.cluster.capabilities.storageClass },
    rights: props.rights ?? [],
    nodePaths: props.nodePaths ?? [],
    secretFiles: props.secretFiles ?? [],
    roleArn: props.roleArn,
  };
}

/** As an environment of the one host: its Gateway, where it has one, can't be that of another namespace. */
function grafanaExposures(environment: Environment, host: string, { name, ports, route, health }: PartProps) {
  const port = ports[route ?? ''] ?? 0;
  return exposuresOf(name, [{ host, path: '/', port }], health.ready, { ...environment, domain: host });
}
