import type { Environment } from '../../model/environment/environment-props.ts';
import type { Probes, Workload } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';
import { container, probe } from '../pod/container.ts';
import { podTemplate } from '../pod/pod-template.ts';
import { secretsToProvide } from '../pod/secrets-to-provide.ts';
import type { ConfigFiles } from './config-files.ts';

/** Old ReplicaSets to keep; a rollback is a revert in Git, these are for looking at. */
const revisionHistoryLimit = 3;

/** A Deployment whose old pods serve until new ones are ready; without `replicas` where an autoscaler owns the number. */
export function deployment(
  workload: Workload,
  environment: Environment,
  config: ConfigFiles | undefined,
): k8s.KubeDeploymentProps {
  const { name, labels, selector, wave, scaling, maxSurge, deadlineSeconds, metrics } = workload;
  const versionLabel = { 'app.kubernetes.io/version': labelValue(workload.version) };
  return {
    metadata: metadata(name, { ...labels, ...versionLabel }, wave, secretsToProvide(workload, environment)),
    spec: {
      ...(scaling.kind === 'fixed' ? { replicas: scaling.replicas } : {}),
      revisionHistoryLimit,
      progressDeadlineSeconds: deadlineSeconds,
      selector: { matchLabels: { ...selector } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: {
          maxSurge: k8s.IntOrString.fromNumber(maxSurge),
          maxUnavailable: k8s.IntOrString.fromNumber(0),
        },
      },
      template: podTemplate(
        workload,
        environment,
        {
          containers: [mainContainer(workload, config?.mounts)],
          ...(workload.permissions.length > 0 ? { automountServiceAccountToken: true } : {}),
          topologySpreadConstraints: spread(workload),
          ...(config ? { volumes: [config.volume] } : {}),
        },
        { labels: versionLabel, ...(metrics ? { annotations: scraped(metrics) } : {}) },
      ),
    },
  };
}

/** Where Prometheus finds the metrics of pods, in the annotations that its usual relabelling reads. */
export function scraped({ port, path }: NonNullable<Workload['metrics']>): Record<string, string> {
  return { 'prometheus.io/path': path, 'prometheus.io/port': String(port), 'prometheus.io/scrape': 'true' };
}

/** The one container of a workload. */
export function mainContainer(workload: Workload, mounts: readonly k8s.VolumeMount[] = []): k8s.Container {
  const { command, args, ports, probes } = workload;
  return container('main', workload, {
    ...(command ? { command: [...command] } : {}),
    ...(args ? { args: [...args] } : {}),
    ...(ports.length > 0
      ? { ports: ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol })) }
      : {}),
    ...probeFields(probes),
    volumeMounts: [...mounts],
  });
}

function probeFields({ liveness, readiness, startup }: Probes): Partial<k8s.Container> {
  return {
    ...(liveness ? { livenessProbe: probe(liveness) } : {}),
    ...(readiness ? { readinessProbe: probe(readiness) } : {}),
    ...(startup ? { startupProbe: probe(startup) } : {}),
  };
}

function spread({ selector, spread: how }: Workload): k8s.TopologySpreadConstraint[] {
  return (['kubernetes.io/hostname', 'topology.kubernetes.io/zone'] as const).map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable:
      how === 'required' && topologyKey === 'kubernetes.io/hostname' ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...selector } },
    matchLabelKeys: ['pod-template-hash'], // a rollout's new pods are spread among themselves
  }));
}

/** A tag as a label value: at most 63 characters that end with a letter or digit. */
function labelValue(tag: string): string {
  return tag
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, '')
    .replace(/^[^A-Za-z0-9]+/, '');
}
