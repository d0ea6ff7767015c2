import { App, Chart } from 'cdk8s';
import type { Plan } from '../model/plan/plan.ts';
import { wave } from '../model/plan/waves.ts';
import { k8s } from './k8s.ts';
import { metadata } from './metadata.ts';

/** What is left of a retired stack: a marker, since Argo CD refuses to prune an application down to nothing. */
export class RetiredChart extends Chart {
  constructor(folder: string, { environment }: Plan) {
    super(new App(), folder, { namespace: environment.namespace });
    const labels = {
      'app.kubernetes.io/instance': folder,
      'app.kubernetes.io/managed-by': 'unifyops',
      'unifyops.dev/environment': environment.name,
    };
    new k8s.KubeConfigMap(this, 'marker', {
      metadata: metadata(`${folder}-retired`, labels, wave.support),
      data: { note: 'This stack is retired: its database, if any, is all that is left of it.' },
    });
  }
}
