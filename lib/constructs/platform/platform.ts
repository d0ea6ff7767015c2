import { App, Chart } from 'cdk8s';
import type { Environment } from '../../model/environment/environment-props.ts';
import { platformFolder } from '../../model/plan/names.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { sizesOf } from '../../model/plan/sizing.ts';
import { wave } from '../../model/plan/waves.ts';
import { externalSecret } from '../external-secret.ts';
import { k8s } from '../k8s.ts';
import { keepForEver, metadata } from '../metadata.ts';
import { SharedGateway } from './gateway.ts';

/** What all stacks of an environment stand on: the namespace, its limits, default deny, and the shared way in. */
export class PlatformChart extends Chart {
  constructor({ environment, exposed }: Plan) {
    super(new App(), platformFolder, { namespace: environment.namespace });
    const { secrets, ingress } = environment.cluster.capabilities;
    const labels = { 'app.kubernetes.io/managed-by': 'unifyops', 'unifyops.dev/environment': environment.name };
    this.namespaceOf(environment, labels);
    this.limits(environment, labels);
    new k8s.KubeNetworkPolicy(this, 'default-deny', {
      metadata: metadata('default-deny', labels, wave.quota),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    const { pullSecret } = environment.registry;
    if (secrets.kind === 'external-secrets' && pullSecret !== undefined) {
      externalSecret(this, {
        name: pullSecret,
        keys: ['.dockerconfigjson'],
        type: 'kubernetes.io/dockerconfigjson',
        store: secrets.store,
        prefix: environment.name,
        labels,
        wave: wave.shared,
      });
    }
    if (ingress.kind === 'gateway' && exposed) new SharedGateway(this, 'gateway', environment, ingress, labels);
  }

  private namespaceOf({ namespace, images }: Environment, labels: Readonly<Record<string, string>>): void {
    const enforcement = ['enforce', 'audit', 'warn'].map((mode) => [
      `pod-security.kubernetes.io/${mode}`,
      'restricted',
    ]);
    const meta = metadata(
      namespace,
      { ...labels, 'unifyops.dev/images': images, ...Object.fromEntries(enforcement) },
      wave.namespace,
      keepForEver, // a namespace that goes takes its databases along
    );
    // a chart gives its namespace to all that is in it, and a Namespace has none
    const cluster = new Chart(this, 'cluster');
    new k8s.KubeNamespace(cluster, 'namespace', { metadata: meta });
  }

  private limits(environment: Environment, labels: Readonly<Record<string, string>>): void {
    const { quota } = environment;
    const { small } = sizesOf(environment);
    const quantities = (amounts: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(amounts).map(([key, value]) => [key, k8s.Quantity.fromString(value)]));
    new k8s.KubeResourceQuota(this, 'quota', {
      metadata: metadata('environment', labels, wave.quota),
      spec: {
        hard: quantities({
          'requests.cpu': quota.cpu,
          'requests.memory': quota.memory,
          'requests.storage': quota.storage,
          pods: String(quota.pods),
          // the only way in is the declared one
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        }),
      },
    });
    new k8s.KubeLimitRange(this, 'limits', {
      metadata: metadata('environment', labels, wave.quota),
      spec: {
        limits: [{ type: 'Container', defaultRequest: quantities(small.requests), default: quantities(small.limits) }],
      },
    });
  }
}
