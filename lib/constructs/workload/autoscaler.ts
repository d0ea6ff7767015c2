import type { Scaling, ScalingMetric } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';

/** An autoscaling/v2 specification for the Deployment `name`. */
export function autoscaler(
  name: string,
  { min, max, metrics }: Extract<Scaling, { kind: 'auto' }>,
): k8s.HorizontalPodAutoscalerSpecV2 {
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: min,
    maxReplicas: max,
    metrics: metrics.map(metricSpec),
  };
}

function metricSpec(metric: ScalingMetric): k8s.MetricSpecV2 {
  switch (metric.kind) {
    case 'cpu':
      return {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: metric.percent } },
      };
    case 'pods':
      return {
        type: 'Pods',
        pods: {
          metric: { name: metric.metric },
          target: { type: 'AverageValue', averageValue: k8s.Quantity.fromString(metric.average) },
        },
      };
    default: {
      const never: never = metric;
      return never;
    }
  }
}
