/**
 * Kinds without a namespace, of the Kubernetes API and of the operators that this platform meets. A custom resource that is
 * not listed counts as namespaced when it names a namespace.
 */
const clusterKinds: ReadonlySet<string> = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterExternalSecret',
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'ClusterTrustBundle',
  'ComponentStatus',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'GatewayClass',
  'IPAddress',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersion',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
]);

/** Kinds of the API server whose names operators use again for kinds of their own. */
const reusedKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'Ingress',
  'Job',
  'Namespace',
  'NetworkPolicy',
  'Node',
  'Role',
  'Secret',
  'Service',
  'ServiceAccount',
]);

const builtInGroup = /^$|^(apps|batch|autoscaling|policy|extensions)$|\.k8s\.io$/;

/** True if objects of this kind stand outside namespaces. */
export function isClusterScoped(kind: string): boolean {
  return clusterKinds.has(kind);
}

/** What rules look a kind up by: the kind, with the group behind it where it only shares a built-in kind's name. */
export function typeName(group: string, kind: string): string {
  return reusedKinds.has(kind) && !builtInGroup.test(group) ? `${kind}.${group}` : kind;
}
