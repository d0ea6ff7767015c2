import { App, Chart } from 'cdk8s';
import { folderName } from '../model/plan/names.ts';
import type { Application, Plan } from '../model/plan/plan.ts';
import { wave } from '../model/plan/waves.ts';
import { DatabaseConstruct } from './database/database.ts';
import { annotateExceptions } from './exceptions.ts';
import { externalSecret } from './external-secret.ts';
import { WorkloadConstruct } from './workload/workload.ts';

/** The objects of one stack in one environment. An app of its own, since cdk8s resolves a whole app for each of its charts. */
export class ApplicationChart extends Chart {
  readonly workloads: readonly WorkloadConstruct[];
  readonly databases: readonly DatabaseConstruct[];

  constructor(application: Application, { environment }: Plan) {
    super(new App(), application.folder, { namespace: environment.namespace });
    const { secrets } = environment.cluster.capabilities;
    if (secrets.kind === 'external-secrets') {
      const [domain = '', name = ''] = application.id.split('/');
      const labels = {
        'app.kubernetes.io/instance': folderName({ domain, name }),
        'app.kubernetes.io/part-of': domain,
        'app.kubernetes.io/managed-by': 'unifyops',
        'unifyops.dev/environment': environment.name,
      };
      for (const need of application.secrets) {
        externalSecret(this, { ...need, labels, store: secrets.store, prefix: environment.name, wave: wave.support });
      }
    }
    this.databases = application.databases.map(
      (database) => new DatabaseConstruct(this, database.id, database, environment),
    );
    this.workloads = application.workloads.map(
      (workload) => new WorkloadConstruct(this, workload.id, workload, environment),
    );
    annotateExceptions(this, application.exceptions);
  }
}
