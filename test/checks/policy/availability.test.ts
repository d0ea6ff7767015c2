import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages, withObjects, without } from '../good-tree.ts';

const inPod = (change: (spec: Loose) => void) =>
  broken('Deployment/shop-cart-api', (object) => change(object.spec.template.spec));
const container = '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0]';

describe('probes', () => {
  test.each(['readiness', 'liveness'])('a container that serves a port without a %s probe is a fault', (type) => {
    const tree = inPod((spec) => delete spec.containers[0][`${type}Probe`]);
    expect(messages(`availability/${type}-probe`, tree)).toEqual([
      `${container}.${type}Probe: found nothing, expected a ${type} probe. Add a ${type}Probe that asks the program itself.`,
    ]);
  });

  test('the rules of probes are availability/readiness-probe and availability/liveness-probe', () => {
    for (const rule of ['availability/readiness-probe', 'availability/liveness-probe']) {
      const jobWithPort = broken('Job/shop-cart-migrate-1.4.0', (object) => {
        object.spec.template.spec.containers[0].ports = [{ containerPort: 9090 }];
      });
      expect(messages(rule, jobWithPort)).toEqual([]);
      const worker = inPod((spec) => {
        spec.containers[0] = { name: 'worker' };
      });
      expect(messages(rule, worker)).toEqual([]);
      const sidecar = inPod((spec) => {
        spec.initContainers = [{ name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 15000 }] }];
      });
      expect(messages(rule, sidecar)).toHaveLength(1);
    }
  });

  test('a probe of a port that the container does not declare is a fault', () => {
    const tree = inPod((spec) => {
      spec.containers[0].livenessProbe.httpGet.port = 9090;
      spec.containers[0].startupProbe = { grpc: { port: 8080 } };
    });
    expect(messages('availability/probe-port', tree)).toEqual([
      `${container}.livenessProbe.httpGet.port: found 9090, expected one of 8080, "http". Ask a declared port, or declare the one that is asked.`,
    ]);
  });

  test('a probe of a container without ports is a fault', () => {
    const tree = inPod((spec) => delete spec.containers[0].ports);
    expect(messages('availability/probe-port', tree)[0]).toContain('found 8080, expected a declared port.');
  });
});

describe('autoscaling', () => {
  const hpa = (change: (spec: Loose) => void) =>
    broken('HorizontalPodAutoscaler/shop-cart-service', (object) => change(object.spec));

  test('replicas beside an autoscaler are a fault', () => {
    const tree = broken('Deployment/shop-cart-service', (object) => {
      object.spec.replicas = 2;
    });
    expect(messages('availability/autoscaler-owns-replicas', tree)).toEqual([
      '[Deployment.shop-cart-service.yaml] spec.replicas: found 2, expected nothing, since HorizontalPodAutoscaler uo-prod/shop-cart-service sets it. Remove spec.replicas; minReplicas of the autoscaler takes its place.',
    ]);
  });

  test('two autoscalers of one workload are a fault', () => {
    const tree = goodTree();
    const second = structuredClone(tree.get('prod/shop-cart/HorizontalPodAutoscaler.shop-cart-service.yaml')) as Loose;
    second.metadata.name = 'z';
    tree.set('prod/shop-cart/HorizontalPodAutoscaler.z.yaml', second);
    expect(messages('availability/one-autoscaler', tree)).toEqual([
      '[HorizontalPodAutoscaler.z.yaml] spec.scaleTargetRef: found Deployment shop-cart-service, expected a target that HorizontalPodAutoscaler uo-prod/shop-cart-service does not scale. Put all metrics into one autoscaler.',
    ]);
  });

  test('an autoscaler without room is a fault', () => {
    expect(
      messages(
        'availability/autoscaler-range',
        hpa((spec) => Object.assign(spec, { maxReplicas: 2 })),
      ),
    ).toEqual([
      '[HorizontalPodAutoscaler.shop-cart-service.yaml] spec.maxReplicas: found 2, expected more than minReplicas 2. Set maxReplicas above minReplicas.',
    ]);
  });

  test('scaling by utilisation of what is not requested is a fault', () => {
    const tree = broken('Deployment/shop-cart-service', (object) => {
      delete object.spec.template.spec.containers[0].resources.requests.cpu;
    });
    expect(messages('availability/autoscaler-requests', tree)).toEqual([
      '[HorizontalPodAutoscaler.shop-cart-service.yaml] spec.metrics[0].resource: found Deployment uo-prod/shop-cart-service whose container service requests no cpu, expected a target that requests cpu. Set the request in every container of the target.',
    ]);
    const byValue = hpa((spec) => {
      spec.metrics[0].resource.target = { type: 'AverageValue', averageValue: '1' };
    });
    expect(messages('availability/autoscaler-requests', byValue)).toEqual([]);
  });
});

describe('disruptions', () => {
  const budget = (change: (spec: Loose) => void) =>
    broken('PodDisruptionBudget/shop-cart-api', (object) => change(object.spec));
  const path = '[PodDisruptionBudget.shop-cart-api.yaml] spec';

  test('two pods without a budget are a fault, those of an autoscaler too', () => {
    const tree = without('PodDisruptionBudget/shop-cart-api', 'PodDisruptionBudget/shop-cart-service');
    const after =
      'found 2 pods without a PodDisruptionBudget, expected a PodDisruptionBudget that selects them. Add a PodDisruptionBudget with maxUnavailable 1 that selects its pods.';
    expect(messages('availability/disruption-budget', tree)).toEqual([
      `[Deployment.shop-cart-api.yaml] ${after}`,
      `[Deployment.shop-cart-service.yaml] ${after}`,
    ]);
  });

  test.each([
    ['maxUnavailable 0', { maxUnavailable: 0 }, 'maxUnavailable: found 0, expected at least 1'],
    ['maxUnavailable 0%', { maxUnavailable: '0%' }, 'maxUnavailable: found "0%", expected at least 1'],
    [
      'minAvailable of all',
      { minAvailable: 2 },
      'minAvailable: found 2, expected fewer than the 2 pods that it selects',
    ],
    [
      'minAvailable 51%, rounded up',
      { minAvailable: '51%' },
      'minAvailable: found "51%", expected fewer than the 2 pods that it selects',
    ],
  ])('a budget of %s lets no pod go', (_, fields, message) => {
    const tree = budget((spec) => {
      delete spec.maxUnavailable;
      Object.assign(spec, fields);
    });
    expect(messages('availability/disruption-possible', tree)).toEqual([
      `${path}.${message}. Set maxUnavailable to 1, or remove the budget of a single pod.`,
    ]);
  });

  test('a budget that lets one go is none', () => {
    const tree = budget((spec) => {
      delete spec.maxUnavailable;
      spec.minAvailable = '50%';
    });
    expect(messages('availability/disruption-possible', tree)).toEqual([]);
  });

  test('a budget that holds on to broken pods is a fault', () => {
    expect(
      messages(
        'availability/disruption-of-unhealthy-pods',
        budget((spec) => delete spec.unhealthyPodEvictionPolicy),
      ),
    ).toEqual([
      `${path}.unhealthyPodEvictionPolicy: found nothing, expected "AlwaysAllow". Set unhealthyPodEvictionPolicy to AlwaysAllow.`,
    ]);
  });

  test('two pods that may land on one node are a fault', () => {
    const message =
      "[Deployment.shop-cart-api.yaml] spec.template.spec.topologySpreadConstraints: found nothing that spreads its pods, expected a constraint that selects them. Add a topologySpreadConstraint over kubernetes.io/hostname that selects the workload's own pods.";
    expect(
      messages(
        'availability/spread',
        inPod((spec) => delete spec.topologySpreadConstraints),
      ),
    ).toEqual([message]);
    const ofOthers = inPod((spec) => {
      spec.topologySpreadConstraints[0].labelSelector.matchLabels = { app: 'other' };
    });
    expect(messages('availability/spread', ofOthers)).toEqual([message]);
  });

  test('anti-affinity spreads as well', () => {
    const tree = inPod((spec) => {
      const term = {
        topologyKey: 'kubernetes.io/hostname',
        labelSelector: spec.topologySpreadConstraints[0].labelSelector,
      };
      delete spec.topologySpreadConstraints;
      spec.affinity = {
        podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: term }] },
      };
    });
    expect(messages('availability/spread', tree)).toEqual([]);
  });
});

describe('rollouts', () => {
  const strategy = (value: Loose) =>
    broken('Deployment/shop-cart-api', (object) => {
      object.spec.strategy = value;
    });
  const repair = 'Set strategy to RollingUpdate with maxUnavailable 0 and maxSurge 1.';
  const path = '[Deployment.shop-cart-api.yaml] spec.strategy';

  test('a rollout that takes pods away first is a fault', () => {
    expect(messages('availability/rollout', strategy(undefined))).toEqual([
      `${path}.rollingUpdate.maxUnavailable: found nothing, expected 0. ${repair}`,
    ]);
    expect(messages('availability/rollout', strategy({ type: 'Recreate' }))).toEqual([
      `${path}.type: found "Recreate", expected RollingUpdate. ${repair}`,
    ]);
    expect(messages('availability/rollout', strategy({ rollingUpdate: { maxUnavailable: '0%' } }))).toEqual([]);
  });

  test('with a volume of one writer it must', () => {
    const tree = withObjects({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'c', namespace: 'uo-prod' },
      spec: { accessModes: ['ReadWriteOnce'] },
    });
    const deployment = tree.get('prod/shop-cart/Deployment.shop-cart-api.yaml') as Loose;
    deployment.spec.strategy = { type: 'Recreate' };
    deployment.spec.template.spec.volumes = [{ name: 'c', persistentVolumeClaim: { claimName: 'c' } }];
    expect(messages('availability/rollout', tree)).toEqual([]);
  });

  test('a job without a deadline is a fault', () => {
    const job = broken('Job/shop-cart-migrate-1.4.0', (object) => delete object.spec.activeDeadlineSeconds);
    expect(messages('availability/job-deadline', job)).toEqual([
      '[Job.shop-cart-migrate-1.4.0.yaml] spec.activeDeadlineSeconds: found nothing, expected a number of seconds. Set activeDeadlineSeconds to the longest that the job may take.',
    ]);
    const cronJob = broken(
      'CronJob/shop-cart-backup',
      (object) => delete object.spec.jobTemplate.spec.activeDeadlineSeconds,
    );
    expect(messages('availability/job-deadline', cronJob)).toEqual([
      '[CronJob.shop-cart-backup.yaml] spec.jobTemplate.spec.activeDeadlineSeconds: found nothing, expected a number of seconds. Set activeDeadlineSeconds to the longest that the job may take.',
    ]);
  });

  test('a CronJob whose runs may overlap is a fault', () => {
    const tree = broken('CronJob/shop-cart-backup', (object) => {
      object.spec.concurrencyPolicy = 'Allow';
    });
    expect(messages('availability/cron-job-concurrency', tree)).toEqual([
      '[CronJob.shop-cart-backup.yaml] spec.concurrencyPolicy: found "Allow", expected Forbid or Replace. Set concurrencyPolicy to Forbid or Replace.',
    ]);
  });
});
