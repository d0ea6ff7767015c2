import type { PodsReference } from '../environment/cluster.ts';
import type { Environment } from '../environment/environment-props.ts';
import { collectorPeer, otlpPort, scraperPeer } from '../observability/peers.ts';
import type { Port } from '../values/port.ts';
import { owner, type StackContext } from './context.ts';
import { databasePort } from './database-port.ts';
import type { DeclaredEdge } from './declared.ts';
import type { Edge, Peer } from './edge.ts';
import { internetPeer } from './internet.ts';
import { isManaged } from './managed.ts';
import { stackId } from './names.ts';
import { tcpPortNamed } from './ports.ts';
import { podsPeer } from './targets.ts';

const tcp = (port: number): Port => ({ port, protocol: 'TCP' });

/** Every connection of a stack: the declared ones and those that the model adds by itself. */
export function stackEdges(context: StackContext, declared: readonly DeclaredEdge[]): readonly Edge[] {
  return [
    ...declared.map((edge) => declaredEdge(context, edge)),
    ...Object.keys(context.stack.workloads).flatMap((name) => workloadEdges(context, name)),
    ...Object.keys(context.stack.databases ?? {}).flatMap((name) => databaseEdges(context, name)),
  ];
}

/** Name of the job that brings a database's schema up to date: a part of the stack as any other. */
export const migrationName = (database: string): string => `${database}-migrate`;
/** Name of the job that dumps a database. */
export const backupName = (database: string): string => `${database}-backup`;

function declaredEdge(context: StackContext, { from, target, why }: DeclaredEdge): Edge {
  const start = podsPeer(context.environment, context.stack, from);
  if (target.kind === 'database') {
    return {
      from: start,
      to: databasePeer(context, target.name),
      ports: [databasePort(context, target.name)],
      why,
      origin: 'declared',
    };
  }
  return {
    from: start,
    to: podsPeer(context.environment, target.stack, target.name),
    ports: [target.port],
    why,
    origin: 'declared',
  };
}

function workloadEdges(context: StackContext, name: string): readonly Edge[] {
  const { stack, environment, report } = context;
  const workload = stack.workloads[name] ?? {};
  const { capabilities } = environment.cluster;
  const pods = podsPeer(environment, stack, name);
  const edges: Edge[] = [dnsEdge(context, name)];
  if (workload.metrics) {
    const port = tcpPortNamed(
      workload,
      workload.metrics.port,
      { owner: owner(context, name), path: 'metrics.port' },
      report,
    );
    if (port)
      edges.push({
        from: scraperPeer(environment),
        to: pods,
        ports: [port],
        why: 'Prometheus scrapes its metrics',
        origin: 'metrics',
      });
  }
  const collector = workload.metrics?.convention === 'otel' ? collectorPeer(environment) : undefined;
  if (collector) {
    edges.push({
      from: pods,
      to: collector,
      ports: [tcp(otlpPort)],
      why: 'it sends traces to the collector',
      origin: 'telemetry',
    });
  }
  const routed = (workload.routes ?? []).flatMap(
    ({ port }, index) =>
      tcpPortNamed(
        workload,
        port,
        { owner: owner(context, name), path: `routes[${index}]${port === undefined ? '' : '.port'}` },
        report,
      ) ?? [],
  );
  const ports = [...new Map(routed.map((port) => [port.port, port])).values()];
  if (ports.length > 0)
    edges.push({ from: ingressPeer(environment), to: pods, ports, why: 'its routes lead here', origin: 'route' });
  if (workload.kubernetesApi) {
    const { cidrs, port } = capabilities.apiServer;
    edges.push({
      from: pods,
      to: { kind: 'addresses', id: 'kubernetes-api', cidrs, except: [] },
      ports: [tcp(port)],
      why: workload.kubernetesApi.why,
      origin: 'kubernetes-api',
    });
  }
  for (const [index, destination] of (workload.internet ?? []).entries()) {
    const to = internetPeer(context, name, index, destination);
    if (to)
      edges.push({ from: pods, to, ports: [tcp(destination.port ?? 443)], why: destination.why, origin: 'internet' });
  }
  return edges;
}

function databaseEdges(context: StackContext, name: string): readonly Edge[] {
  const database = context.stack.databases?.[name] ?? {};
  const jobs: (readonly [string, string])[] = [];
  if (database.migration) jobs.push([migrationName(name), 'the migration brings the schema up to date']);
  if (hasBackup(context, name)) jobs.push([backupName(name), 'the backup dumps the database']);
  return jobs.flatMap(([job, why]) => [
    dnsEdge(context, job),
    {
      from: podsPeer(context.environment, context.stack, job),
      to: databasePeer(context, name),
      ports: [databasePort(context, name)],
      why,
      origin: 'database',
    },
  ]);
}

/** Whether a job dumps the database: the cloud backs up its own. */
export function hasBackup(context: StackContext, name: string): boolean {
  return context.stack.databases?.[name]?.backup !== false && !isManaged(context, name);
}

function databasePeer(context: StackContext, name: string): Peer {
  const managed = isManaged(context, name) ? context.environment.cluster.capabilities.managedDatabase : undefined;
  if (!managed) return podsPeer(context.environment, context.stack, name);
  return { kind: 'addresses', id: `${stackId(context.stack)}/${name}`, cidrs: managed.cidrs, except: [] };
}

function dnsEdge({ stack, environment }: StackContext, part: string): Edge {
  const to = platformPeer('dns', environment.cluster.capabilities.dns);
  const ports: readonly Port[] = [{ port: 53, protocol: 'UDP' }, tcp(53)];
  return { from: podsPeer(environment, stack, part), to, ports, why: 'it looks up names', origin: 'dns' };
}

function platformPeer(id: string, { namespace, labels }: PodsReference): Peer {
  return { kind: 'platform', id, namespace, selector: labels };
}

/** Where the outside comes in. */
export function ingressPeer({ cluster }: Environment): Peer {
  const { ingress } = cluster.capabilities;
  if (ingress.kind === 'alb') return { kind: 'addresses', id: 'load balancer', cidrs: ingress.sourceCidrs, except: [] };
  return platformPeer('ingress controller', ingress.controller);
}
