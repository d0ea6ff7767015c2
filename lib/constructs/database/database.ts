import { Construct } from 'constructs';
import type { Environment } from '../../model/environment/environment-props.ts';
import type { ClusterDatabase, Database, ManagedDatabase } from '../../model/plan/plan.ts';
import { wave } from '../../model/plan/waves.ts';
import { k8s } from '../k8s.ts';
import { keepForEver, metadata } from '../metadata.ts';
import { StatefulSetWithKinds } from '../newer.ts';
import { Account } from '../pod/account.ts';
import { secretsToProvide } from '../pod/secrets-to-provide.ts';
import { TrafficPolicy } from '../policy/traffic-policy.ts';
import { BackupJob } from './backup.ts';
import { MigrationJob } from './migration.ts';
import { backupVolume, claim, postgresTemplate } from './postgres.ts';

const port = 5432;

/** A database under one name for its clients: a StatefulSet in the cluster, or an alias of a managed one; and its jobs. */
export class DatabaseConstruct extends Construct {
  readonly service: k8s.KubeService;

  constructor(scope: Construct, id: string, database: Database, environment: Environment) {
    super(scope, id);
    this.service = database.kind === 'managed' ? this.alias(database) : this.server(database, environment);
    if (database.migration) new MigrationJob(this, 'migration', database.migration, environment);
    if (database.kind === 'cluster' && database.backup) {
      new BackupJob(this, 'backup', database.backup, database, environment);
    }
  }

  private alias({ name, labels, host }: ManagedDatabase): k8s.KubeService {
    return new k8s.KubeService(this, 'service', {
      metadata: metadata(name, labels, wave.database),
      spec: { type: 'ExternalName', externalName: host },
    });
  }

  private server(database: ClusterDatabase, environment: Environment): k8s.KubeService {
    const { name, labels, selector } = database;
    new Account(this, 'account', database, [], keepForEver); // without it the pods never start again
    new TrafficPolicy(this, 'traffic', database);
    new StatefulSetWithKinds(this, 'stateful-set', {
      metadata: metadata(name, labels, wave.database, { ...keepForEver, ...secretsToProvide(database, environment) }),
      spec: {
        serviceName: name,
        replicas: 1,
        selector: { matchLabels: { ...selector } },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: postgresTemplate(database, environment),
        volumeClaimTemplates: [
          claim('data', database, database.sizeGi),
          // claimed with the server, so that it binds now and not at the first backup
          ...(database.backup ? [claim(backupVolume, database, database.backup.sizeGi)] : []),
        ],
      },
    });
    return new k8s.KubeService(this, 'service', {
      metadata: metadata(name, labels, wave.database),
      spec: {
        clusterIp: 'None',
        selector: { ...selector },
        ports: [{ name: 'postgres', port, protocol: 'TCP', targetPort: k8s.IntOrString.fromNumber(port) }],
      },
    });
  }
}
