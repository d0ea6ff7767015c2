import { at, type Json, list, record, text } from '../json.ts';
import type { Entry } from './entry.ts';

/** A container inside a pod. */
export interface Container {
  /** Where it stands in the object: `spec.template.spec.containers[0]`. */
  readonly at: string;
  readonly type: 'container' | 'init' | 'ephemeral';
  readonly name: string;
  readonly value: Json;
  /** True for an ordinary container and for an init container that keeps running beside them (`restartPolicy: Always`). */
  readonly longRunning: boolean;
}

/** A pod or the template of pods in the object of `entry`. */
export interface Pod {
  readonly entry: Entry;
  /** Where the template stands: `spec.template`; empty for a Pod itself. */
  readonly at: string;
  readonly labels: Json;
  readonly annotations: Json;
  readonly spec: Json;
  /** Where the pod's spec stands: `spec.template.spec`. */
  readonly specAt: string;
  /** In the order init, ordinary, ephemeral. */
  readonly containers: readonly Container[];
  /** True if the pods are meant to run until they are replaced: not a Job's or CronJob's. */
  readonly longRunning: boolean;
}

/** The path of the pod template in each kind that has one. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  PodTemplate: ['template'],
  Rollout: ['spec', 'template'],
};

const workloadGroups: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'argoproj.io']);
const finishing: ReadonlySet<string> = new Set(['Job', 'CronJob']);

/** The pod that `entry` describes, undefined if it describes none. */
export function podOf(entry: Entry): Pod | undefined {
  const path = Object.hasOwn(templatePaths, entry.kind) ? templatePaths[entry.kind] : undefined;
  if (path === undefined || !workloadGroups.has(entry.group)) return undefined;
  const template = record(at(entry.object, ...path));
  // An Argo Rollout may point at a Deployment instead of holding a template.
  if (entry.kind === 'Rollout' && Object.keys(template).length === 0) return undefined;
  const base = path.join('.');
  const spec = record(template.spec);
  const longRunning = !finishing.has(entry.kind);
  const specAt = base === '' ? 'spec' : `${base}.spec`;
  return {
    entry,
    at: base,
    labels: record(at(template, 'metadata', 'labels')),
    annotations: record(at(template, 'metadata', 'annotations')),
    spec,
    specAt,
    containers: containersOf(spec, specAt, longRunning),
    longRunning,
  };
}

const containerLists = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
] as const;

function containersOf(spec: Json, specAt: string, podRunsLong: boolean): readonly Container[] {
  const containers: Container[] = [];
  for (const [key, type] of containerLists) {
    list(spec[key]).forEach((value, index) => {
      const longRunning = podRunsLong && (type === 'container' || at(value, 'restartPolicy') === 'Always');
      const place = `${specAt}.${key}[${index}]`;
      containers.push({ at: place, type, name: text(at(value, 'name')), value: record(value), longRunning });
    });
  }
  return containers;
}
