import type { Environment } from '../../model/environment/environment-props.ts';
import type { ClusterDatabase, DatabaseWait, Pods } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';
import { container } from '../pod/container.ts';
import { podTemplate } from '../pod/pod-template.ts';

/** Name of the claim that dumps go to. */
export const backupVolume = 'backup';

/** The server's pod: the official image as its own user on a read-only root. */
export function postgresTemplate(database: ClusterDatabase, environment: Environment): k8s.PodTemplateSpec {
  const answers = (failureThreshold: number): k8s.Probe => ({
    // a shell, since the kubelet expands no variables in the command of a probe
    exec: {
      command: ['sh', '-c', 'exec pg_isready --host=127.0.0.1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB"'],
    },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold,
  });
  const { stableNodes } = environment.cluster.capabilities;
  return podTemplate(database, environment, {
    ...(stableNodes ? { nodeSelector: { ...stableNodes } } : {}),
    terminationGracePeriodSeconds: 120, // a clean shutdown writes a checkpoint
    containers: [
      container('postgres', database, {
        ports: [{ name: 'postgres', containerPort: 5432, protocol: 'TCP' }],
        livenessProbe: answers(6),
        readinessProbe: answers(3),
        startupProbe: answers(60),
        volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
      }),
    ],
  });
}

/** A claim on one volume that one node mounts at a time. */
export function claim(
  name: string,
  { selector, storageClass }: Pick<ClusterDatabase, 'selector' | 'storageClass'>,
  sizeGi: number,
): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name, labels: { ...selector } }, // the labels that never change: a claim template can't
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClass,
      volumeMode: 'Filesystem',
      resources: { requests: { storage: k8s.Quantity.fromString(`${sizeGi}Gi`) } },
    },
  };
}

/** Waits at most two minutes until the database answers: network policies are programmed a moment after a pod starts. */
export function waitContainer(pods: Pods, { image, host }: DatabaseWait): k8s.Container {
  const script = `for i in $(seq 60); do pg_isready --host="$0" && exit 0; sleep 2; done; exit 1`;
  return container('wait-for-database', { ...pods, image }, { command: ['sh', '-c', script, host] });
}
