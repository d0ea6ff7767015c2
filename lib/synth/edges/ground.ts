import { AddressSet } from '../../checks/traffic/addresses.ts';
import { clusterOf } from '../../checks/traffic/cluster.ts';
import { Engine } from '../../checks/traffic/engine.ts';
import {
  type Connection,
  Connections,
  type Half,
  type Reading,
  type WorkloadPeer,
} from '../../checks/traffic/index.ts';
import type { Plan } from '../../model/index.ts';
import type { Edge } from '../../model/plan/edge.ts';
import type { KubeObject, Tree } from '../../render/tree.ts';
import { type DeclaredHalf, halvesOf } from './ends.ts';
import { identityOf, podsOf } from './identity.ts';
import { readingsOf } from './readings.ts';

/** What a plan declares, beside what the rendered tree of its environment allows. */
export interface Ground {
  /** Name of the environment. */
  readonly environment: string;
  readonly edges: readonly Edge[];
  readonly engine: Engine;
  readonly workloads: readonly WorkloadPeer[];
  /** Each half alone, in every reading that may differ. */
  readonly views: readonly HalfView[];
  /** The declared halves of some pods, by their id. */
  declared(half: Half, id: string | undefined): readonly DeclaredHalf[];
  /** The workloads of the tree that are these pods of the plan: one, where all is well. */
  workloadsOf(id: string): readonly WorkloadPeer[];
  /** The pods of the plan that a workload of the tree is; none for a workload that nobody declared. */
  idOf(workload: WorkloadPeer): string | undefined;
  /** Id of the Service by which others call these pods: `uo-dev/identity-auth-api`. */
  serviceOf(id: string): string;
}

/** One half of all connections, in one reading. */
export interface HalfView {
  readonly half: Half;
  readonly connections: Connections;
  /** The connections of a workload with pods outside of the tree. */
  outside(workload: WorkloadPeer): readonly Connection[];
}

/** Name of a pod without labels that anybody might start beside ours: it must reach nobody, and nobody it. */
export const strangerName = 'any other pod';

/**
 * Solves the tree of one environment.
 * @throws FaultsError with everything in it that can't be read
 */
export function groundOf(plan: Plan, tree: Tree): Ground {
  const { environment, edges } = plan;
  const objects = [...tree].filter(([path]) => path.startsWith(`${environment.name}/`));
  const pods = podsOf(plan);
  const strangers = [...new Set(pods.map(({ namespace }) => namespace))].map((namespace) => stranger(namespace));
  const cluster = clusterOf(new Map([...objects, ...strangers]));
  // an edge to addresses means these addresses, whoever has them: they are compared as addresses, not as pods
  const engine = new Engine(cluster, AddressSet.none);
  const { workloads } = new Connections(engine, { direction: 'both', reading: 'literal' });
  const known = new Map(pods.map(({ selector, id }) => [identityOf(selector), id]));
  const services = new Map(pods.map(({ id, namespace, name }) => [id, `${namespace}/${name}`]));
  const peers = new Map(workloads.map((peer) => [peer.id, peer]));
  const placed = objects.flatMap(([, object]) => {
    const [peer, id] = [peers.get(peerId(object)), known.get(identityOf(object.metadata.labels))];
    return peer === undefined || id === undefined ? [] : [{ peer, id }];
  });
  const idOf = new Map(placed.map(({ peer, id }) => [peer.id, id]));
  const byId = Map.groupBy(placed, ({ id }) => id);
  const declared = Map.groupBy(halvesOf(edges), ({ half, of }) => `${half} ${of}`);
  return {
    environment: environment.name,
    edges,
    engine,
    workloads,
    views: readingsOf(cluster).flatMap((reading) => [
      viewOf(engine, 'ingress', reading),
      viewOf(engine, 'egress', reading),
    ]),
    declared: (half, id) => declared.get(`${half} ${id}`) ?? [],
    workloadsOf: (id) => byId.get(id)?.map(({ peer }) => peer) ?? [],
    idOf: ({ id }) => idOf.get(id),
    serviceOf: (id) => `${services.get(id)}`,
  };
}

function viewOf(engine: Engine, direction: Half, reading: Reading): HalfView {
  const connections = new Connections(engine, { direction, reading });
  const end = direction === 'ingress' ? 'to' : 'from';
  const outside = Map.groupBy(connections.outside(), (connection) => connection[end].id);
  return { half: direction, connections, outside: ({ id }) => outside.get(id) ?? [] };
}

function peerId({ kind, metadata: { namespace = 'default', name } }: KubeObject): string {
  return `${namespace}/${name}[${kind}]`;
}

/** By a path that no file has. */
function stranger(namespace: string): readonly [string, KubeObject] {
  const metadata = { name: strangerName, namespace };
  return [`stranger in ${namespace}`, { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [] } }];
}
