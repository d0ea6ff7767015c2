import type { SchemaNode } from '../../lib/checks/schema/schema-node.ts';
import type { Definitions } from './definitions.ts';

/** What the API server's validation asks of a definition beyond its OpenAPI document. */
interface Limit {
  /** Fields that must be there as well. */
  readonly required?: readonly string[];
  /** Keywords to add to a field. */
  readonly fields?: Readonly<Record<string, SchemaNode>>;
  /** Further groups of fields in which the entries of a list field differ. */
  readonly unique?: Readonly<Record<string, readonly string[]>>;
}

const port: SchemaNode = { minimum: 1, maximum: 65535 };
/** 0 stands for "not set". */
const optionalPort: SchemaNode = { minimum: 0, maximum: 65535 };
const count: SchemaNode = { minimum: 0 };
const dnsLabel: SchemaNode = { format: 'dns-label' };
const qualifiedName: SchemaNode = { format: 'qualified-name' };
const labels: SchemaNode = {
  propertyNames: qualifiedName,
  additionalProperties: { type: 'string', format: 'label-value' },
};
const keys = (format: string): SchemaNode => ({ propertyNames: { format } });
const amountOrPercent: SchemaNode = { type: ['integer', 'string'], format: 'amount-or-percent' };
const portOrName: SchemaNode = { type: ['integer', 'string'], format: 'port-or-name' };
const operators = (...values: string[]): SchemaNode => ({ enum: values });
const container: Limit = { required: ['image'], fields: { name: dnsLabel }, unique: { ports: ['name'] } };
const workload: Limit = { required: ['spec'] };

/**
 * By address: rules of `pkg/apis/<group>/validation` in the Kubernetes repository that need one field alone, so that a table
 * can say them. Their formats are in `lib/checks/schema/formats.ts`.
 */
const limits: Readonly<Record<string, Limit>> = {
  'apimachinery.json#/$defs/meta.v1.ObjectMeta': {
    fields: { annotations: keys('annotation-key'), labels, namespace: dnsLabel },
  },
  'apimachinery.json#/$defs/meta.v1.LabelSelector': { fields: { matchLabels: labels } },
  'apimachinery.json#/$defs/meta.v1.LabelSelectorRequirement': {
    fields: { key: qualifiedName, operator: operators('In', 'NotIn', 'Exists', 'DoesNotExist') },
  },
  'apps.json#/$defs/v1.DaemonSet': workload,
  'apps.json#/$defs/v1.Deployment': workload,
  'apps.json#/$defs/v1.DeploymentSpec': {
    fields: { minReadySeconds: count, replicas: count, revisionHistoryLimit: count },
  },
  'apps.json#/$defs/v1.RollingUpdateDaemonSet': {
    fields: { maxSurge: amountOrPercent, maxUnavailable: amountOrPercent },
  },
  'apps.json#/$defs/v1.RollingUpdateDeployment': {
    fields: { maxSurge: amountOrPercent, maxUnavailable: amountOrPercent },
  },
  'apps.json#/$defs/v1.StatefulSet': workload,
  'apps.json#/$defs/v1.StatefulSetSpec': {
    fields: { minReadySeconds: count, replicas: count, revisionHistoryLimit: count },
  },
  'autoscaling.json#/$defs/v2.HorizontalPodAutoscaler': workload,
  'autoscaling.json#/$defs/v2.HorizontalPodAutoscalerSpec': {
    fields: { maxReplicas: { minimum: 1 }, minReplicas: { minimum: 1 } },
  },
  'batch.json#/$defs/v1.CronJob': workload,
  'batch.json#/$defs/v1.CronJobSpec': {
    fields: { failedJobsHistoryLimit: count, schedule: { format: 'cron' }, successfulJobsHistoryLimit: count },
  },
  'batch.json#/$defs/v1.Job': workload,
  'batch.json#/$defs/v1.JobSpec': {
    fields: {
      activeDeadlineSeconds: count,
      backoffLimit: count,
      completions: count,
      parallelism: count,
      ttlSecondsAfterFinished: count,
    },
  },
  'core.json#/$defs/v1.ConfigMap': { fields: { binaryData: keys('config-key'), data: keys('config-key') } },
  'core.json#/$defs/v1.Container': container,
  'core.json#/$defs/v1.ContainerPort': {
    fields: {
      containerPort: port,
      hostPort: optionalPort,
      name: { format: 'port-name' },
      // The server fills it in, so 53 and 53/TCP are one port.
      protocol: { default: 'TCP' },
    },
  },
  'core.json#/$defs/v1.EnvVar': { fields: { name: { format: 'env-name' } } },
  'core.json#/$defs/v1.EphemeralContainer': container,
  'core.json#/$defs/v1.GRPCAction': { fields: { port } },
  'core.json#/$defs/v1.HTTPGetAction': { fields: { port: portOrName } },
  'core.json#/$defs/v1.NodeSelectorRequirement': { fields: { key: qualifiedName } },
  'core.json#/$defs/v1.PersistentVolumeClaim': workload,
  'core.json#/$defs/v1.PersistentVolumeClaimSpec': { required: ['accessModes', 'resources'] },
  'core.json#/$defs/v1.PodSpec': { fields: { nodeSelector: labels, terminationGracePeriodSeconds: count } },
  'core.json#/$defs/v1.ResourceRequirements': {
    fields: { limits: keys('resource-name'), requests: keys('resource-name') },
  },
  'core.json#/$defs/v1.Secret': { fields: { data: keys('config-key'), stringData: keys('config-key') } },
  'core.json#/$defs/v1.Service': workload,
  'core.json#/$defs/v1.ServicePort': {
    fields: { name: dnsLabel, nodePort: optionalPort, port, protocol: { default: 'TCP' }, targetPort: portOrName },
  },
  'core.json#/$defs/v1.ServiceSpec': { fields: { selector: labels }, unique: { ports: ['name'] } },
  'core.json#/$defs/v1.TCPSocketAction': { fields: { port: portOrName } },
  'core.json#/$defs/v1.TopologySpreadConstraint': { fields: { maxSkew: { minimum: 1 }, topologyKey: qualifiedName } },
  'core.json#/$defs/v1.Volume': { fields: { name: dnsLabel } },
  'networking.json#/$defs/v1.IPBlock': {
    fields: { cidr: { format: 'cidr' }, except: { items: { type: 'string', format: 'cidr' } } },
  },
  'networking.json#/$defs/v1.NetworkPolicyPort': { fields: { endPort: port, port: portOrName } },
  'networking.json#/$defs/v1.NetworkPolicySpec': { required: ['podSelector'] },
  'networking.json#/$defs/v1.ServiceBackendPort': { fields: { name: { format: 'port-name' }, number: optionalPort } },
  'policy.json#/$defs/v1.PodDisruptionBudgetSpec': {
    fields: { maxUnavailable: amountOrPercent, minAvailable: amountOrPercent },
  },
  'rbac.json#/$defs/v1.RoleRef': { fields: { kind: { enum: ['ClusterRole', 'Role'] } } },
  'rbac.json#/$defs/v1.Subject': { fields: { kind: { enum: ['Group', 'ServiceAccount', 'User'] } } },
};

/**
 * Adds the limits to `definitions`.
 * @throws Error if one names a definition or a field that is not there (any more).
 */
export function applyLimits(definitions: Definitions): void {
  for (const [ref, limit] of Object.entries(limits)) {
    const definition = definitions.get(ref);
    if (definition?.properties === undefined) throw new Error(`Limits name ${ref}, which is not an object there.`);
    definitions.set(ref, limited(ref, definition, limit));
  }
}

function limited(ref: string, definition: SchemaNode, { required = [], fields = {}, unique = {} }: Limit): SchemaNode {
  const properties = { ...definition.properties };
  const change = (name: string, patch: (node: SchemaNode) => SchemaNode) => {
    const property = properties[name];
    if (!property) throw new Error(`Limits name the field ${name} of ${ref}, which is not there.`);
    properties[name] = patch(property);
  };
  for (const name of required) change(name, (node) => node);
  // A reference stands alone, so a field of type IntOrString is given its type with its limit.
  for (const [name, keywords] of Object.entries(fields))
    change(name, ({ $ref, ...node }) => ({ ...node, ...keywords }));
  for (const [name, group] of Object.entries(unique)) {
    change(name, (node) => ({ ...node, uniqueBy: [...(node.uniqueBy ?? []), group] }));
  }
  const all = [...new Set([...(definition.required ?? []), ...required])].toSorted();
  return { ...definition, properties, ...(all.length > 0 ? { required: all } : {}) };
}
