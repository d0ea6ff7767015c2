import type { KubeApi, StoredObject } from '../../harness/api/kube-api.ts';
import { idOf } from '../provider/values/checkpoint.ts';

/** Kinds that the program makes, in the order in which people name them. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  v1: ['ConfigMap', 'LimitRange', 'Namespace', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'],
  'apps/v1': ['Deployment', 'StatefulSet'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
};

/** Every object that the program made, by `<Kind> <namespace>/<name>`, or `<Kind> <name>`. */
export async function madeObjects(api: KubeApi): Promise<ReadonlyMap<string, StoredObject>> {
  const places = Object.entries(kinds).flatMap(([apiVersion, names]) => names.map((kind) => ({ apiVersion, kind })));
  const lists = await Promise.all(
    places.map(async (place) => {
      const items = await api.list(place, 'app.kubernetes.io/managed-by=unifyops');
      return items.map((item): [string, StoredObject] => [`${place.kind} ${idOf(item)}`, item]);
    }),
  );
  return new Map(lists.flat());
}

/** One field of the metadata of every object: its `uid`, or the `resourceVersion` that every write moves. */
export function field(
  objects: ReadonlyMap<string, StoredObject>,
  name: 'uid' | 'resourceVersion',
): Readonly<Record<string, string>> {
  return Object.fromEntries([...objects].map(([key, { metadata }]) => [key, metadata[name]]));
}

/**
 * Number of writes that the API server took so far of the kinds that the program makes; writes of a status and dry runs are none.
 * Controllers write few of these, and none once everything is ready.
 */
export async function writes(api: KubeApi): Promise<number> {
  const { body } = await api.send<string>({ method: 'GET', path: '/metrics' });
  const names = Object.values(kinds).flat().map(plural);
  const lines = body.split('\n').filter((line) => line.startsWith('apiserver_request_total{'));
  return lines.reduce((sum, line) => {
    const label = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(line)?.[1] ?? '';
    const isWrite = ['APPLY', 'DELETE', 'PATCH', 'POST', 'PUT'].includes(label('verb'));
    const counts =
      isWrite && label('dry_run') === '' && label('subresource') === '' && names.includes(label('resource'));
    return counts ? sum + Number(line.split(' ').at(-1)) : sum;
  }, 0);
}

function plural(kind: string): string {
  const name = kind.toLowerCase();
  if (name.endsWith('s')) return `${name}es`;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}
