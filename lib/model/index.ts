export type {
  Capabilities,
  Cluster,
  ClusterProps,
  IngressCapability,
} from './environment/cluster.ts';
export { eks } from './environment/clusters/eks.ts';
export { developmentPlatform } from './environment/clusters/eks-presets.ts';
export { existing } from './environment/clusters/existing.ts';
export { k3s } from './environment/clusters/k3s.ts';
export type { HostProps, K3sHostsProps } from './environment/clusters/k3s-props.ts';
export type { Environment } from './environment/environment-props.ts';
export { type Fault, FaultsError, faultMessage } from './fault.ts';
export type { Releases } from './input/release-schema.ts';
export type { ObservabilityProps } from './observability/observability-props.ts';
export type { SloProps } from './observability/slo-props.ts';
export type { PlanInput, PlatformImages } from './plan/context.ts';
export type { Plan } from './plan/plan.ts';
export { resolvePlan } from './plan/resolve.ts';
export type { DatabaseProps, EdgeProps, ExceptionProps, Stack } from './stack/stack-props.ts';
export { type ThreeTierProps, threeTier } from './stack/three-tier.ts';
export type { WorkloadProps } from './stack/workload-props.ts';
export type { Release } from './values/image.ts';
