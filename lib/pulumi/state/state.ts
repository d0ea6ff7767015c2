import { at, list, text } from '../../checks/json.ts';
import type { Fault } from '../../model/fault.ts';
import type { Answer, Connection } from '../clusters/existing/connection.ts';

/** What Pulumi's state, as `pulumi stack export` tells it, says of a namespace: its UID; undefined if it holds none. */
export function recordedNamespace(state: unknown, namespace: string): string | undefined {
  for (const resource of list(at(state, 'deployment', 'resources'))) {
    if (at(resource, 'type') !== 'kubernetes:core/v1:Namespace') continue;
    const metadata = at(resource, 'outputs', 'metadata');
    if (at(metadata, 'name') === namespace) return text(at(metadata, 'uid')) || undefined;
  }
  return undefined;
}

/** URNs of the operations that an earlier run began, and nobody knows whether they happened. */
export function pendingOperations(state: unknown): readonly string[] {
  return list(at(state, 'deployment', 'pending_operations')).map((operation) => text(at(operation, 'resource', 'urn')));
}

/** Why the state is of another time than the cluster: the namespace that it knows is gone, or was made anew with nothing in it. */
export async function outOfDateFaults(
  state: unknown,
  environment: string,
  namespace: string,
  connection: Connection,
): Promise<readonly Fault[]> {
  const recorded = recordedNamespace(state, namespace);
  if (recorded === undefined) return [];
  const { status, body }: Answer = await connection.get(`/api/v1/namespaces/${namespace}`);
  const uid = text(at(body, 'metadata', 'uid'));
  if (status === 200 ? uid === recorded : status !== 404) return [];
  return [
    {
      owner: `Pulumi's state of ${environment}`,
      path: `Namespace ${namespace}`,
      found: status === 404 ? 'none in the cluster' : `another one in the cluster, with the UID ${uid}`,
      expected: `the one with the UID ${recorded}, as the state says`,
      repair: `Let Pulumi look at the cluster first: npx pulumi refresh --stack ${environment}`,
    },
  ];
}
