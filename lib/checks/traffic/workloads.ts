import type { Field } from './field.ts';
import type { Manifest } from './manifests.ts';
import { lastPort, type Protocol, protocols } from './ports.ts';
import type { Labels } from './selectors.ts';

/** A port that a container declares. */
export interface ContainerPort {
  /** Name that policies and Services may use; undefined for a port without one. */
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: Protocol;
}

/** What the network sees of a pod: all replicas of one template are the same pod here. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
  /** Of all containers and of the init containers that keep running (`restartPolicy: Always`). */
  readonly ports: readonly ContainerPort[];
  /** Whether it shares its node's network, which leaves open whether policies touch it. */
  readonly hostNetwork: boolean;
}

/** An owner of pods. Pods of one owner are one peer. */
export interface Workload {
  /** `ns/name[Kind]`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** One, unless bare pods of one owner differ. */
  readonly pods: readonly Pod[];
}

/** Where each type of workload keeps its pod template. */
export const templates: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  '/Pod': [],
};

/** Every workload among the manifests, sorted by id. */
export function workloadsOf(manifests: readonly Manifest[]): readonly Workload[] {
  const found = new Map<string, Workload>();
  for (const manifest of manifests) {
    const path = templates[manifest.type];
    if (path === undefined) continue;
    const pod = podOf(manifest, manifest.root.down(...path));
    const { kind, name } = ownerOf(manifest);
    const id = `${manifest.namespace}/${name}[${kind}]`;
    const pods = found.get(id)?.pods ?? [];
    const known = pods.some((other) => JSON.stringify(other) === JSON.stringify(pod));
    found.set(id, { id, namespace: manifest.namespace, name, kind, pods: known ? pods : [...pods, pod] });
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

// A Node owns the mirrors of its static pods, which have nothing else in common.
function ownerOf(manifest: Manifest): { kind: string; name: string } {
  const references = manifest.kind === 'Pod' ? manifest.root.at('metadata').list('ownerReferences') : [];
  const owners = references.filter((each) => each.peek('kind') !== 'Node');
  const owner = owners.find((each) => each.peek('controller') === true) ?? owners[0];
  return { kind: owner?.text('kind') ?? manifest.kind, name: owner?.text('name') ?? manifest.name };
}

function podOf(manifest: Manifest, template: Field): Pod {
  const spec = template.at('spec');
  const sidecars = spec.list('initContainers').filter((container) => container.peek('restartPolicy') === 'Always');
  return {
    namespace: manifest.namespace,
    labels: { ...Object.fromEntries(template.at('metadata').texts('labels')), ...controllerLabels(manifest) },
    ports: [...spec.list('containers'), ...sidecars].flatMap((container) => container.list('ports').flatMap(portOf)),
    hostNetwork: spec.flag('hostNetwork'),
  };
}

// The Job controller adds these to its pods, so a policy can select a Job by them; a CronJob's Jobs have names not known before.
function controllerLabels({ kind, name }: Manifest): Labels {
  return kind === 'Job' ? { 'batch.kubernetes.io/job-name': name, 'job-name': name } : {};
}

function portOf(field: Field): ContainerPort[] {
  const number = field.peek('containerPort');
  const protocol = protocolAt(field);
  if (!isPort(number))
    field.at('containerPort').reject(`a port from 1 to ${lastPort}`, 'Set the port the container listens on.');
  if (!isPort(number) || protocol === undefined) return [];
  return [{ name: field.text('name'), number, protocol }];
}

/** Whether the value is a port number. */
export function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= lastPort;
}

/** The `protocol` of a port, TCP when it is absent, undefined and a fault when there is no such protocol. */
export function protocolAt(port: Field): Protocol | undefined {
  const value = port.peek('protocol') ?? 'TCP';
  const protocol = protocols.find((each) => each === value);
  if (protocol === undefined) port.at('protocol').reject('TCP, UDP or SCTP', 'Name one of the three, in capitals.');
  return protocol;
}
