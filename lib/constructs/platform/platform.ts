import { App, Chart } from 'cdk8s';
import { platformFolder } from '../../model/plan/names.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { sizesOf } from '../../model/plan/sizing.ts';
import { wave } from '../../model/plan/waves.ts';
import { externalSecret } from '../external-secret.ts';
import { SharedGateway } from './gateway.ts';
import { closedNamespace } from './namespace.ts';

/** What all stacks of an environment stand on: the namespace, its limits, default deny, and the shared way in. */
export class PlatformChart extends Chart {
  constructor({ environment, exposed }: Plan) {
    super(new App(), platformFolder, { namespace: environment.namespace });
    const { secrets, ingress } = environment.cluster.capabilities;
    const labels = { 'app.kubernetes.io/managed-by': 'unifyops', 'unifyops.dev/environment': environment.name };
    const { cpu, memory, storage, pods } = environment.quota;
    closedNamespace(this, {
      name: environment.namespace,
      labels,
      images: environment.images,
      quota: { 'requests.cpu': cpu, 'requests.memory': memory, 'requests.storage': storage, pods: String(pods) },
      defaults: sizesOf(environment).small,
      limitsName: 'environment',
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
}
