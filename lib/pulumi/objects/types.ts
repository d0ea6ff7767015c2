import { CustomResource as CustomObject } from '@pulumi/kubernetes/apiextensions/customResource.js';
import { CustomResourceDefinition } from '@pulumi/kubernetes/apiextensions/v1/customResourceDefinition.js';
import { DaemonSet } from '@pulumi/kubernetes/apps/v1/daemonSet.js';
import { Deployment } from '@pulumi/kubernetes/apps/v1/deployment.js';
import { StatefulSet } from '@pulumi/kubernetes/apps/v1/statefulSet.js';
import { HorizontalPodAutoscaler } from '@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler.js';
import { CronJob } from '@pulumi/kubernetes/batch/v1/cronJob.js';
import { Job } from '@pulumi/kubernetes/batch/v1/job.js';
import { ConfigMap } from '@pulumi/kubernetes/core/v1/configMap.js';
import { LimitRange } from '@pulumi/kubernetes/core/v1/limitRange.js';
import { Namespace } from '@pulumi/kubernetes/core/v1/namespace.js';
import { PersistentVolumeClaim } from '@pulumi/kubernetes/core/v1/persistentVolumeClaim.js';
import { ResourceQuota } from '@pulumi/kubernetes/core/v1/resourceQuota.js';
import { Secret } from '@pulumi/kubernetes/core/v1/secret.js';
import { Service } from '@pulumi/kubernetes/core/v1/service.js';
import { ServiceAccount } from '@pulumi/kubernetes/core/v1/serviceAccount.js';
import { Ingress } from '@pulumi/kubernetes/networking/v1/ingress.js';
import { NetworkPolicy } from '@pulumi/kubernetes/networking/v1/networkPolicy.js';
import { PodDisruptionBudget } from '@pulumi/kubernetes/policy/v1/podDisruptionBudget.js';
import { ClusterRole } from '@pulumi/kubernetes/rbac/v1/clusterRole.js';
import { ClusterRoleBinding } from '@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js';
import { Role } from '@pulumi/kubernetes/rbac/v1/role.js';
import { RoleBinding } from '@pulumi/kubernetes/rbac/v1/roleBinding.js';
import type { CustomResource, CustomResourceOptions, Inputs } from '@pulumi/pulumi';

/** Makes the Pulumi resource of one kind of object. */
export type ObjectType = new (name: string, args: Inputs, options: CustomResourceOptions) => CustomResource;

/**
 * The kinds of the API server's own that are rendered, each with Pulumi's typed resource: it knows the versions that a kind had
 * before (its aliases) and which of its fields are secret. Imported file by file: the package as a whole loads ten times as much.
 */
const builtIn: Readonly<Record<string, unknown>> = {
  'v1/ConfigMap': ConfigMap,
  'v1/LimitRange': LimitRange,
  'v1/Namespace': Namespace,
  'v1/PersistentVolumeClaim': PersistentVolumeClaim,
  'v1/ResourceQuota': ResourceQuota,
  'v1/Secret': Secret,
  'v1/Service': Service,
  'v1/ServiceAccount': ServiceAccount,
  'apiextensions.k8s.io/v1/CustomResourceDefinition': CustomResourceDefinition,
  'apps/v1/DaemonSet': DaemonSet,
  'apps/v1/Deployment': Deployment,
  'apps/v1/StatefulSet': StatefulSet,
  'autoscaling/v2/HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'batch/v1/CronJob': CronJob,
  'batch/v1/Job': Job,
  'networking.k8s.io/v1/Ingress': Ingress,
  'networking.k8s.io/v1/NetworkPolicy': NetworkPolicy,
  'policy/v1/PodDisruptionBudget': PodDisruptionBudget,
  'rbac.authorization.k8s.io/v1/ClusterRole': ClusterRole,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': ClusterRoleBinding,
  'rbac.authorization.k8s.io/v1/Role': Role,
  'rbac.authorization.k8s.io/v1/RoleBinding': RoleBinding,
};

/** The type of an object's Pulumi resource: the kind's own, or the one of custom resources, whose token is the kind's all the same. */
export function typeOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): ObjectType {
  return (builtIn[`${apiVersion}/${kind}`] ?? CustomObject) as ObjectType;
}
