import { Construct } from 'constructs';
import type { Environment } from '../../model/environment/environment-props.ts';
import type { Workload } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';
import { ServingDeployment } from '../newer.ts';
import { Account } from '../pod/account.ts';
import { TrafficPolicy } from '../policy/traffic-policy.ts';
import { autoscaler } from './autoscaler.ts';
import { ConfigFiles } from './config-files.ts';
import { deployment } from './deployment.ts';
import { exposure } from './exposure.ts';
import { serviceOf } from './service.ts';

/** A workload and all that belongs to it: account, policy, configuration, Deployment, Service, autoscaler, budget and routes. */
export class WorkloadConstruct extends Construct {
  readonly deployment: k8s.KubeDeployment;
  /** The name that callers use; none for a workload that nobody calls. */
  readonly service: k8s.KubeService | undefined;

  constructor(scope: Construct, id: string, workload: Workload, environment: Environment) {
    super(scope, id);
    const { labels, selector, name, servicePorts, wave } = workload;
    const meta = metadata(name, labels, wave);
    new Account(this, 'account', workload, workload.permissions);
    new TrafficPolicy(this, 'traffic', workload);
    const config = Object.keys(workload.config).length === 0 ? undefined : new ConfigFiles(this, 'config', workload);
    const kind = servicePorts.length > 0 ? ServingDeployment : k8s.KubeDeployment;
    this.deployment = new kind(this, 'deployment', deployment(workload, environment, config));
    this.service = serviceOf(this, workload);
    if (workload.scaling.kind === 'auto') {
      new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
        metadata: meta,
        spec: autoscaler(name, workload.scaling),
      });
    }
    if (workload.maxUnavailableInDrain !== undefined) {
      new k8s.KubePodDisruptionBudget(this, 'budget', {
        metadata: meta,
        spec: {
          maxUnavailable: k8s.IntOrString.fromNumber(workload.maxUnavailableInDrain),
          selector: { matchLabels: { ...selector } },
          unhealthyPodEvictionPolicy: 'AlwaysAllow', // a broken pod must not hold a drain up
        },
      });
    }
    for (const way of workload.exposures) exposure(this, workload, way);
  }
}
