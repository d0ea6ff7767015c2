import type { KubeObject } from '../../../../lib/render/tree.ts';
import type { Loose } from '../../good-tree.ts';
import { changed } from '../found.ts';

/** An object before and after, and whether an API server refuses to make the one of the other. */
export interface FixedCase {
  readonly name: string;
  readonly old: KubeObject;
  readonly next: KubeObject;
  readonly refused: boolean;
}

const namespace = 'shop';
const object = (apiVersion: string, kind: string, fields: Loose, scope: Loose = { namespace }): Loose => ({
  apiVersion,
  kind,
  metadata: { name: 'it', ...scope },
  ...fields,
});
const cluster = {};

const labels = { app: 'it' };
const selector = { matchLabels: { ...labels } };
const podSpec = {
  containers: [
    {
      name: 'main',
      image: 'a/b:1',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    },
    { name: 'side', image: 'c/d:1' },
  ],
};
const template = { metadata: { labels }, spec: podSpec };
const claimSpec = {
  accessModes: ['ReadWriteOnce'],
  storageClassName: 'gp3',
  resources: { requests: { storage: '10Gi' } },
};

const deployment = object('apps/v1', 'Deployment', { spec: { replicas: 2, selector, template } });
const daemonSet = object('apps/v1', 'DaemonSet', { spec: { selector, template } });
const replicaSet = object('apps/v1', 'ReplicaSet', { spec: { selector, template } });
const statefulSet = object('apps/v1', 'StatefulSet', {
  spec: {
    selector,
    template,
    serviceName: 'it',
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec }],
  },
});
const job = object('batch/v1', 'Job', { spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } });
const indexed = changed(job, ({ spec }) =>
  Object.assign(spec, { completionMode: 'Indexed', completions: 2, parallelism: 2 }),
);
const cronJob = object('batch/v1', 'CronJob', { spec: { schedule: '0 0 * * *', jobTemplate: { spec: job.spec } } });
const pod = object('v1', 'Pod', { spec: podSpec });
const claim = object('v1', 'PersistentVolumeClaim', { spec: claimSpec });
const volume = object(
  'v1',
  'PersistentVolume',
  {
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '10Gi' },
      csi: { driver: 'a.b', volumeHandle: 'one' },
    },
  },
  cluster,
);
const config = object('v1', 'ConfigMap', { data: { a: '1' } });
const frozen = { ...config, immutable: true };
const secret = object('v1', 'Secret', { stringData: { a: '1' } });
const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' },
  subjects: [{ kind: 'ServiceAccount', name: 'a', namespace }],
});
const quota = object('v1', 'ResourceQuota', { spec: { hard: { pods: '4' } } });
const service = object('v1', 'Service', { spec: { selector: labels, ports: [{ port: 80 }] } });
const headless = changed(service, ({ spec }) => Object.assign(spec, { clusterIP: 'None' }));
const balancer = changed(service, ({ spec }) =>
  Object.assign(spec, { type: 'LoadBalancer', loadBalancerClass: 'a.b/c' }),
);
const external = object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'a.example.com' } });
const storage = object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a.b', parameters: { type: 'x' } }, cluster);
const attributes = object(
  'storage.k8s.io/v1',
  'VolumeAttributesClass',
  { driverName: 'a.b', parameters: { type: 'x' } },
  cluster,
);
const priority = object('scheduling.k8s.io/v1', 'PriorityClass', { value: 10 }, cluster);
const ingressClass = object('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'a.b/c' } }, cluster);
const runtime = object('node.k8s.io/v1', 'RuntimeClass', { handler: 'one' }, cluster);

type Change = (copy: Loose) => void;

/** One case: `old` under a change. */
function one(refused: boolean, name: string, old: Loose, change: Change): FixedCase {
  return { name: `${old.kind}: ${name}`, old, next: changed(old, change), refused };
}
const refused = (name: string, old: Loose, change: Change) => one(true, name, old, change);
const taken = (name: string, old: Loose, change: Change) => one(false, name, old, change);

const relabel: Change = ({ spec }) => {
  spec.selector = { matchLabels: { app: 'other' } };
  spec.template.metadata.labels = { app: 'other' };
};
const set =
  (fields: Loose): Change =>
  (copy) =>
    Object.assign(copy, fields);
const setSpec =
  (fields: Loose): Change =>
  ({ spec }) =>
    Object.assign(spec, fields);
const setMain =
  (fields: Loose): Change =>
  ({ spec }) =>
    Object.assign((spec.template?.spec ?? spec).containers[0], fields);

/** What an API server says to changes of fields that must not change, and to their neighbours that may. */
export const fixedCases: readonly FixedCase[] = [
  ...[deployment, daemonSet, replicaSet, statefulSet].flatMap((workload) => [
    refused('selector', workload, relabel),
    taken('labels of its pods', workload, ({ spec }) => Object.assign(spec.template.metadata.labels, { more: 'x' })),
    taken('image', workload, setMain({ image: 'a/b:2' })),
    taken('empty list in its selector', workload, ({ spec }) => Object.assign(spec.selector, { matchExpressions: [] })),
  ]),
  refused('serviceName', statefulSet, setSpec({ serviceName: 'other' })),
  refused('podManagementPolicy', statefulSet, setSpec({ podManagementPolicy: 'Parallel' })),
  refused('size of a volume', statefulSet, ({ spec }) => {
    spec.volumeClaimTemplates[0].spec.resources.requests.storage = '20Gi';
  }),
  refused('labels of a volume', statefulSet, ({ spec }) => {
    spec.volumeClaimTemplates[0].metadata.labels = labels;
  }),
  refused('another volume', statefulSet, ({ spec }) => {
    spec.volumeClaimTemplates.push({ metadata: { name: 'more' }, spec: claimSpec });
  }),
  taken('unit of a volume', statefulSet, ({ spec }) => {
    spec.volumeClaimTemplates[0].spec.resources.requests.storage = '10240Mi';
  }),
  taken('podManagementPolicy as it is by default', statefulSet, setSpec({ podManagementPolicy: 'OrderedReady' })),
  taken('replicas', statefulSet, setSpec({ replicas: 3 })),
  taken(
    'updateStrategy',
    statefulSet,
    setSpec({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } }),
  ),
  taken('minReadySeconds', statefulSet, setSpec({ minReadySeconds: 5 })),
  taken('ordinals', statefulSet, setSpec({ ordinals: { start: 1 } })),
  taken('revisionHistoryLimit', statefulSet, setSpec({ revisionHistoryLimit: 2 })),
  taken(
    'retention',
    statefulSet,
    setSpec({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } }),
  ),

  refused('image', job, setMain({ image: 'a/b:2' })),
  refused('order of variables', job, ({ spec }) => spec.template.spec.containers[0].env.reverse()),
  refused('completions', job, setSpec({ completions: 2 })),
  refused('completionMode', job, setSpec({ completionMode: 'Indexed', completions: 1 })),
  refused(
    'podFailurePolicy',
    job,
    setSpec({
      podFailurePolicy: {
        rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
      },
    }),
  ),
  refused('managedBy', job, setSpec({ managedBy: 'a.b/c' })),
  refused('successPolicy', indexed, setSpec({ successPolicy: { rules: [{ succeededCount: 1 }] } })),
  refused('backoffLimitPerIndex', indexed, setSpec({ backoffLimitPerIndex: 1 })),
  taken('completions with parallelism, indexed', indexed, setSpec({ completions: 3, parallelism: 3 })),
  taken('suspend', job, setSpec({ suspend: true })),
  taken('parallelism', job, setSpec({ parallelism: 2 })),
  taken('activeDeadlineSeconds', job, setSpec({ activeDeadlineSeconds: 60 })),
  taken('backoffLimit', job, setSpec({ backoffLimit: 1 })),
  taken('ttlSecondsAfterFinished', job, setSpec({ ttlSecondsAfterFinished: 60 })),
  taken('completionMode as it is by default', job, setSpec({ completionMode: 'NonIndexed' })),
  taken('image', cronJob, ({ spec }) => {
    spec.jobTemplate.spec.template.spec.containers[0].image = 'a/b:2';
  }),

  refused('arguments', pod, setMain({ args: ['x'] })),
  refused('node', pod, setSpec({ nodeSelector: { a: 'b' } })),
  refused('order of variables', pod, ({ spec }) => spec.containers[0].env.reverse()),
  taken('image', pod, setMain({ image: 'a/b:2' })),
  taken('activeDeadlineSeconds', pod, setSpec({ activeDeadlineSeconds: 60 })),
  taken('tolerations', pod, setSpec({ tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }] })),
  taken('labels', pod, ({ metadata }) => Object.assign(metadata, { labels })),

  refused('storage class', claim, setSpec({ storageClassName: 'io2' })),
  refused('access modes', claim, setSpec({ accessModes: ['ReadWriteMany'] })),
  refused('volumeMode', claim, setSpec({ volumeMode: 'Block' })),
  refused('shrinking', claim, setSpec({ resources: { requests: { storage: '5Gi' } } })),
  refused('limits', claim, setSpec({ resources: { requests: { storage: '10Gi' }, limits: { storage: '20Gi' } } })),
  refused('selector', claim, setSpec({ selector })),
  refused('another volume', changed(claim, setSpec({ volumeName: 'a' })), setSpec({ volumeName: 'b' })),
  taken('volume, named once', claim, setSpec({ volumeName: 'a' })),
  taken('volumeMode as it is by default', claim, setSpec({ volumeMode: 'Filesystem' })),
  taken('unit of its size', claim, setSpec({ resources: { requests: { storage: '10240Mi' } } })),

  refused('source', volume, setSpec({ csi: { driver: 'a.b', volumeHandle: 'two' } })),
  refused('volumeMode', volume, setSpec({ volumeMode: 'Block' })),
  taken('reclaim policy', volume, setSpec({ persistentVolumeReclaimPolicy: 'Delete' })),
  taken('capacity', volume, setSpec({ capacity: { storage: '20Gi' } })),
  taken('access modes', volume, setSpec({ accessModes: ['ReadWriteMany'] })),
  taken('storage class', volume, setSpec({ storageClassName: 'x' })),

  refused('data, immutable', frozen, set({ data: { a: '2' } })),
  refused('binary data, immutable', frozen, set({ binaryData: { b: 'AA==' } })),
  refused('no longer immutable', frozen, set({ immutable: false })),
  taken('data', config, set({ data: { a: '2' } })),
  taken('becomes immutable', config, set({ immutable: true })),
  taken('labels, immutable', frozen, ({ metadata }) => Object.assign(metadata, { labels })),
  refused('data, immutable', { ...secret, immutable: true }, set({ stringData: { a: '2' } })),
  refused('type', secret, set({ type: 'example.com/other' })),
  taken('type as it is by default', secret, set({ type: 'Opaque' })),
  taken('data', secret, set({ stringData: { a: '2' } })),

  refused('role', binding, ({ roleRef }) => Object.assign(roleRef, { name: 'b' })),
  refused('kind of role', binding, ({ roleRef }) => Object.assign(roleRef, { kind: 'ClusterRole' })),
  taken('subjects', binding, set({ subjects: [{ kind: 'ServiceAccount', name: 'b', namespace }] })),
  refused('scopes', quota, setSpec({ scopes: ['NotBestEffort'] })),
  taken('limits', quota, setSpec({ hard: { pods: '2' } })),

  refused('becomes headless', service, setSpec({ clusterIP: 'None' })),
  refused(
    'another address',
    changed(service, setSpec({ clusterIP: '10.96.200.1' })),
    setSpec({ clusterIP: '10.96.200.2' }),
  ),
  refused('another family', changed(service, setSpec({ ipFamilies: ['IPv4'] })), setSpec({ ipFamilies: ['IPv6'] })),
  refused('load-balancer class', balancer, setSpec({ loadBalancerClass: 'a.b/d' })),
  taken('becomes an ExternalName', service, (copy) => {
    copy.spec = external.spec;
  }),
  taken('becomes a load balancer', service, setSpec({ type: 'LoadBalancer', loadBalancerClass: 'a.b/c' })),
  taken('ports and selector', service, setSpec({ ports: [{ port: 81 }], selector: { app: 'b' } })),
  taken('ports, headless', headless, setSpec({ ports: [{ port: 81 }] })),

  refused('provisioner', storage, set({ provisioner: 'c.d' })),
  refused('parameters', storage, set({ parameters: { type: 'y' } })),
  refused('reclaimPolicy', storage, set({ reclaimPolicy: 'Retain' })),
  refused('volumeBindingMode', storage, set({ volumeBindingMode: 'WaitForFirstConsumer' })),
  taken('defaults written out', storage, set({ reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' })),
  taken('growth', storage, set({ allowVolumeExpansion: true })),
  refused('parameters', attributes, set({ parameters: { type: 'y' } })),
  refused('driver', attributes, set({ driverName: 'c.d' })),
  refused('value', priority, set({ value: 20 })),
  refused('preemptionPolicy', priority, set({ preemptionPolicy: 'Never' })),
  taken('description', priority, set({ description: 'x' })),
  refused('controller', ingressClass, set({ spec: { controller: 'a.b/d' } })),
  refused('handler', runtime, set({ handler: 'two' })),
];
