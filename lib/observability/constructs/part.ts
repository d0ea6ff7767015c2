import { Construct } from 'constructs';
import { claim } from '../../constructs/database/postgres.ts';
import { k8s } from '../../constructs/k8s.ts';
import { keepForEver, metadata, providedSecrets } from '../../constructs/metadata.ts';
import { ServingDeployment, StatefulSetWithKinds } from '../../constructs/newer.ts';
import { Account } from '../../constructs/pod/account.ts';
import { podTemplate } from '../../constructs/pod/pod-template.ts';
import { secretsToProvide } from '../../constructs/pod/secrets-to-provide.ts';
import { TrafficPolicy } from '../../constructs/policy/traffic-policy.ts';
import { mainContainer, scraped } from '../../constructs/workload/deployment.ts';
import { exposure } from '../../constructs/workload/exposure.ts';
import { serviceOf } from '../../constructs/workload/service.ts';
import type { Environment } from '../../model/environment/environment-props.ts';
import type { Part } from '../../model/observability/part.ts';
import type { Folder } from '../files.ts';
import { ConfigFolder } from './config-folder.ts';
import { exceptionsOf } from './exceptions.ts';
import { partVolumes } from './volumes.ts';

/** A part and all that belongs to it, but for its rights in other namespaces. */
export class PartConstruct extends Construct {
  constructor(scope: Construct, id: string, part: Part, environment: Environment, folders: readonly Folder[]) {
    super(scope, id);
    new Account(this, 'account', part, [], accountAnnotations(part));
    new TrafficPolicy(this, 'traffic', part);
    const configs = folders.map((folder) => new ConfigFolder(this, folder.path, part, folder));
    const { volumes, mounts } = partVolumes(part, configs);
    const template = podTemplate(
      part,
      environment,
      {
        containers: [mainContainer(part, mounts)],
        volumes,
        ...(part.rights.length > 0 ? { automountServiceAccountToken: true } : {}),
        ...(part.runs === 'DaemonSet' ? { tolerations: [{ operator: 'Exists' }] } : {}),
      },
      part.metrics ? { annotations: scraped(part.metrics) } : {},
    );
    this.run(part, environment, template);
    serviceOf(this, part);
    for (const way of part.exposures) exposure(this, part, way);
  }

  private run(part: Part, environment: Environment, template: k8s.PodTemplateSpec): void {
    const { name, labels, wave } = part;
    const annotations = { ...secrets(part, environment), ...exceptionsOf(part) };
    const selector = { matchLabels: { ...part.selector } };
    switch (part.runs) {
      case 'StatefulSet':
        new StatefulSetWithKinds(this, 'stateful-set', {
          metadata: metadata(name, labels, wave, { ...keepForEver, ...annotations }),
          spec: {
            serviceName: name,
            replicas: 1,
            selector,
            persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
            template,
            volumeClaimTemplates: part.volume
              ? [claim('data', { ...part, storageClass: part.volume.storageClass }, part.volume.sizeGi)]
              : [],
          },
        });
        return;
      case 'DaemonSet':
        new k8s.KubeDaemonSet(this, 'daemon-set', {
          metadata: metadata(name, labels, wave, annotations),
          spec: {
            selector,
            updateStrategy: {
              type: 'RollingUpdate',
              rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1), maxSurge: k8s.IntOrString.fromNumber(0) },
            },
            template,
          },
        });
        return;
      case 'Deployment':
        new ServingDeployment(this, 'deployment', {
          metadata: metadata(name, labels, wave, annotations),
          spec: {
            replicas: 1,
            revisionHistoryLimit: 3,
            progressDeadlineSeconds: part.deadlineSeconds,
            selector,
            strategy: {
              type: 'RollingUpdate',
              rollingUpdate: {
                maxSurge: k8s.IntOrString.fromNumber(part.maxSurge),
                maxUnavailable: k8s.IntOrString.fromNumber(0),
              },
            },
            template,
          },
        });
        return;
      default: {
        const never: never = part.runs;
        throw new TypeError(`nothing runs as ${never}`);
      }
    }
  }
}

function accountAnnotations({ roleArn, volume }: Part): Readonly<Record<string, string>> {
  return {
    ...(volume ? keepForEver : {}), // without it the pods never start again
    ...(roleArn === undefined ? {} : { 'eks.amazonaws.com/role-arn': roleArn }),
  };
}

/** The annotation of Secrets that no controller makes: variables' and files'. */
function secrets(part: Part, environment: Environment): Record<string, string> {
  if (environment.cluster.capabilities.secrets.kind !== 'provided') return {};
  const files = part.secretFiles.map(({ secret }) => secret);
  return files.length > 0 ? providedSecrets(files) : secretsToProvide(part, environment);
}
