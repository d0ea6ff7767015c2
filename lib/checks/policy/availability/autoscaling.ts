import { at, list, show, text } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { autoscalersOf } from '../../tree/replicas.ts';

const hpaDocs = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const scalable = ['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout'];
const autoscaler = ['HorizontalPodAutoscaler'];

export const noReplicasBesideAutoscaler = objectRule(
  {
    id: 'availability/autoscaler-owns-replicas',
    title: 'What an autoscaler scales states no replicas.',
    why: 'Every sync would set the written number again, in the middle of the load that the autoscaler answers.',
    repair: 'Remove spec.replicas; minReplicas of the autoscaler takes its place.',
    reference: hpaDocs,
  },
  scalable,
  function* (entry, environment) {
    const replicas = at(entry.object, 'spec', 'replicas');
    const [owner] = autoscalersOf(entry, environment);
    if (replicas === undefined || owner === undefined) return;
    yield { path: 'spec.replicas', found: show(replicas), expected: `nothing, since ${owner.id} sets it` };
  },
);

export const oneAutoscaler = objectRule(
  {
    id: 'availability/one-autoscaler',
    title: 'One autoscaler at most scales a workload.',
    why: 'Two autoscalers of one workload take turns in setting different numbers.',
    repair: 'Put all metrics into one autoscaler.',
    reference: hpaDocs,
  },
  autoscaler,
  function* (entry, environment) {
    const target = at(entry.object, 'spec', 'scaleTargetRef');
    const kind = text(at(target, 'kind'));
    const name = text(at(target, 'name'));
    const first = autoscalersOf({ ...entry, kind, name }, environment)[0]!;
    if (first === entry) return;
    yield {
      path: 'spec.scaleTargetRef',
      found: `${kind} ${name}`,
      expected: `a target that ${first.id} does not scale`,
    };
  },
);

export const autoscalerRange = objectRule(
  {
    id: 'availability/autoscaler-range',
    title: 'Every autoscaler has room to scale.',
    why: 'With the maximum at the minimum it does nothing; below it, the API server refuses it.',
    repair: 'Set maxReplicas above minReplicas.',
    reference: hpaDocs,
  },
  autoscaler,
  function* (entry) {
    const min = at(entry.object, 'spec', 'minReplicas') ?? 1;
    const max = at(entry.object, 'spec', 'maxReplicas');
    if (typeof min !== 'number' || typeof max !== 'number' || max > min) return;
    yield { path: 'spec.maxReplicas', found: show(max), expected: `more than minReplicas ${min}` };
  },
);

export const autoscalerRequests = objectRule(
  {
    id: 'availability/autoscaler-requests',
    title: 'What is scaled by utilisation has the request that utilisation is a share of.',
    why: 'Without the request in every container the autoscaler has no number and never scales.',
    repair: 'Set the request in every container of the target.',
    reference: hpaDocs,
  },
  autoscaler,
  function* (entry, environment) {
    const spec = at(entry.object, 'spec');
    const target = at(spec, 'scaleTargetRef');
    const owner = environment.find(text(at(target, 'kind')), entry.namespace, text(at(target, 'name')));
    const pod = owner === undefined ? undefined : environment.podOf(owner);
    if (pod === undefined) return;
    for (const [index, metric] of list(at(spec, 'metrics')).entries()) {
      if (at(metric, 'resource', 'target', 'type') !== 'Utilization') continue;
      const resource = text(at(metric, 'resource', 'name'));
      const without = pod.containers.find(
        (container) =>
          container.type === 'container' && at(container.value, 'resources', 'requests', resource) === undefined,
      );
      if (without === undefined) continue;
      const found = `${owner!.id} whose container ${without.name} requests no ${resource}`;
      yield { path: `spec.metrics[${index}].resource`, found, expected: `a target that requests ${resource}` };
    }
  },
);
