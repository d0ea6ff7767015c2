/*
 * What kwok's simulated nodes do with pods, and what stands in for the controllers of ingresses, secrets and metrics, which have
 * no part here. How a pod fares is written in its image's tag.
 */

/** Words that a tag may contain, and what then happens. Any other image becomes ready. */
export const behaviours = {
  neverPulls: 'never-pulls',
  crashes: 'crashes',
  neverReady: 'never-ready',
  jobFails: 'job-fails',
  jobHangs: 'job-hangs',
} as const;

/** Milliseconds from the start of a pod to its being ready, as a pull and a start would take. */
export const podStartMs = 2000;

interface Expression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

/** A document of kwok's configuration. */
export type Stage = Readonly<Record<string, unknown>>;

/** Every stage, for one configuration file. */
export function stages(): readonly Stage[] {
  return [...nodeStages(), ...podStages(), ...statusStages()];
}

const nodeStatus = `
{{ $now := Now }}
phase: Running
addresses: [{ type: InternalIP, address: {{ NodeIP | Quote }} }]
allocatable: { cpu: 64, memory: 256Gi, pods: 1000, ephemeral-storage: 1Ti }
capacity: { cpu: 64, memory: 256Gi, pods: 1000, ephemeral-storage: 1Ti }
nodeInfo: { architecture: amd64, operatingSystem: linux, kubeletVersion: simulated, kubeProxyVersion: simulated, containerRuntimeVersion: simulated, kernelVersion: simulated, osImage: simulated, bootID: "", machineID: "", systemUUID: "" }
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
`;

function nodeStages(): readonly Stage[] {
  const condition = '.status.conditions.[] | select(.type == "Ready") | .status';
  return [
    stage('node-is-ready', {
      apiGroup: 'v1',
      kind: 'Node',
      when: [{ key: condition, operator: 'NotIn', values: ['True'] }],
      status: nodeStatus,
    }),
  ];
}

function podStages(): readonly Stage[] {
  const { neverPulls, crashes, neverReady, jobFails, jobHangs } = behaviours;
  const fresh = [alive, { key: '.status.containerStatuses', operator: 'DoesNotExist' } as const];
  const starts = (...words: readonly string[]) => ({
    ...podDefaults,
    delayMs: podStartMs,
    when: [...fresh, ...words.map(named)],
  });
  const jobPod = { key: '.metadata.ownerReferences.[].kind', operator: 'In', values: ['Job'] } as const;
  const running = { key: '.status.phase', operator: 'In', values: ['Running'] } as const;
  const notReady = {
    key: '.status.conditions.[] | select(.type == "Ready") | .status',
    operator: 'In',
    values: ['False'],
  } as const;
  const containersReady = {
    key: '[.status.containerStatuses[].ready] | all',
    operator: 'In',
    values: ['true'],
  } as const;
  const ends = (...words: readonly Expression[]) => ({
    ...podDefaults,
    delayMs: 1000,
    when: [alive, running, jobPod, ...words],
  });
  const plain = [neverPulls, crashes, neverReady].map(unnamed);
  return [
    stage('pod-becomes-ready', {
      ...starts(),
      when: [...fresh, ...plain],
      status: podStatus('Running', true, isRunning),
    }),
    stage('pod-is-ready-again', {
      ...podDefaults,
      // The controller manager says of pods on a silent node that they are not ready; a node that is back says otherwise.
      when: [alive, running, notReady, containersReady],
      status: podStatus('Running', true, isRunning),
    }),
    stage('pod-never-pulls', {
      ...starts(neverPulls),
      status: podStatus('Pending', false, isWaiting('ImagePullBackOff')),
    }),
    stage('pod-crashes', { ...starts(crashes), status: podStatus('Running', false, isWaiting('CrashLoopBackOff')) }),
    stage('pod-never-ready', { ...starts(neverReady), status: podStatus('Running', false, isRunning) }),
    stage('job-completes', {
      ...ends(unnamed(jobFails), unnamed(jobHangs)),
      status: podStatus('Succeeded', false, hasEnded(0)),
    }),
    stage('job-fails', { ...ends(named(jobFails)), status: podStatus('Failed', false, hasEnded(1)) }),
    stage('pod-goes', {
      ...podDefaults,
      delayMs: 1000,
      when: [{ key: '.metadata.deletionTimestamp', operator: 'Exists' }],
      next: { finalizers: { empty: true }, delete: true },
    }),
  ];
}

const podDefaults = { apiGroup: 'v1', kind: 'Pod' } as const;
const alive: Expression = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' };

function named(word: string): Expression {
  return { key: `[.spec.containers[].image | test("${word}")] | any`, operator: 'In', values: ['true'] };
}

function unnamed(word: string): Expression {
  return { ...named(word), operator: 'NotIn' };
}

const isRunning = 'running: { startedAt: {{ $now | Quote }} }';
const isWaiting = (reason: string) => `waiting: { reason: ${reason}, message: simulated }`;
const hasEnded = (code: number) =>
  `terminated: { exitCode: ${code}, reason: ${code === 0 ? 'Completed' : 'Error'}, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} }`;

function podStatus(phase: string, ready: boolean, state: string): string {
  const condition = (type: string, value: boolean) =>
    `- { type: ${type}, status: "${value ? 'True' : 'False'}", lastTransitionTime: {{ $now | Quote }} }`;
  return `
{{ $now := Now }}
phase: ${phase}
startTime: {{ or .status.startTime $now | Quote }}
hostIP: {{ NodeIPWith .spec.nodeName | Quote }}
podIP: {{ or .status.podIP ( PodIPWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) ) | Quote }}
conditions:
${condition('PodScheduled', true)}
${condition('Initialized', true)}
${condition('ContainersReady', ready)}
${condition('Ready', ready)}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: {{ .image | Quote }}
  ready: ${ready}
  started: ${ready}
  restartCount: 0
  state: { ${state} }
{{ end }}
`;
}

function statusStages(): readonly Stage[] {
  const untold = (key: string) => [alive, { key, operator: 'DoesNotExist' } as const];
  return [
    stage('ingress-gets-address', {
      apiGroup: 'networking.k8s.io/v1',
      kind: 'Ingress',
      when: untold('.status.loadBalancer.ingress'),
      status: 'loadBalancer: { ingress: [{ ip: 192.0.2.10 }] }',
    }),
    stage('autoscaler-reads-metrics', {
      apiGroup: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      when: untold('.status.conditions'),
      status: `
currentReplicas: {{ or .spec.minReplicas 1 }}
desiredReplicas: {{ or .spec.minReplicas 1 }}
conditions:
${conditions('AbleToScale', 'ScalingActive')}`,
    }),
    stage('gateway-is-programmed', {
      apiGroup: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      // Its definition fills in conditions that say "not yet".
      when: [alive, { key: '.status.addresses', operator: 'DoesNotExist' }],
      status: `
addresses: [{ type: IPAddress, value: 192.0.2.10 }]
conditions:
${conditions('Accepted', 'Programmed')}`,
    }),
    stage('route-is-accepted', {
      apiGroup: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      when: untold('.status.parents'),
      status: `
parents:
{{ range .spec.parentRefs }}
- parentRef: { name: {{ .name }} }
  controllerName: unifyops.dev/simulated
  conditions:
${conditions('Accepted', 'ResolvedRefs').replaceAll(/^/gm, '  ')}
{{ end }}`,
    }),
    stage('secret-is-synced', {
      apiGroup: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      when: untold('.status.conditions'),
      status: `conditions:\n${conditions('Ready')}`,
    }),
  ];
}

function conditions(...types: readonly string[]): string {
  const one = (type: string) =>
    `- { type: ${type}, status: "True", reason: Simulated, message: simulated, lastTransitionTime: {{ Now | Quote }} }`;
  return types.map(one).join('\n');
}

interface StageProps {
  readonly apiGroup: string;
  readonly kind: string;
  readonly when: readonly Expression[];
  /** @default 0 */
  readonly delayMs?: number;
  /** Template of the status; or else `next`. */
  readonly status?: string;
  readonly next?: Readonly<Record<string, unknown>>;
}

function stage(name: string, { apiGroup, kind, when, delayMs = 0, status, next }: StageProps): Stage {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: {
      resourceRef: { apiGroup, kind },
      selector: { matchExpressions: when },
      delay: { durationMilliseconds: delayMs },
      next: next ?? { statusTemplate: status },
    },
  };
}
