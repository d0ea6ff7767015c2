import { join } from 'node:path';
import { loadPlatform } from '../../lib/load/platform.ts';
import type { Environment, Stack } from '../../lib/model/index.ts';
import { entrance, internet } from './names.ts';
import { watchingCalls } from './watching.ts';

/** What the stack files say of one environment, in the words of `names.ts`: caller → everybody it calls, sorted. */
export type Declared = ReadonlyMap<string, readonly string[]>;

/** Every connection that people declared, and the few that come with what they declared; read from the stack files alone. */
export async function declaredConnections(environmentName: string): Promise<Declared> {
  const { stacks, environments } = await loadPlatform(join(import.meta.dirname, '..', '..'));
  const environment = environments.find(({ name }) => name === environmentName);
  if (!environment) throw new Error(`no environment ${environmentName}`);
  const running = stacks.filter((stack) => environment.stacks === 'all' || environment.stacks.includes(idOf(stack)));
  const calls = new Map<string, Set<string>>();
  const all = [...running.flatMap((stack) => callsOf(stack, environment)), ...watchingCalls(environment)];
  for (const [from, to] of all) calls.set(from, (calls.get(from) ?? new Set()).add(to));
  return new Map([...calls].map(([from, to]) => [from, [...to].sort()]));
}

function callsOf(stack: Stack, environment: Environment): readonly (readonly [from: string, to: string])[] {
  const folder = `${stack.domain}-${stack.name}`;
  const calls: (readonly [string, string])[] = [];
  for (const [name, workload] of Object.entries(stack.workloads)) {
    const self = `${folder}/${name}`;
    calls.push([self, 'dns']);
    if (workload.metrics) calls.push(['prometheus', self]);
    if (workload.metrics?.convention === 'otel' && environment.observability)
      calls.push([self, 'observability/collector']);
    if (workload.routes) calls.push([entrance, self]);
    if (workload.internet) calls.push([self, internet]);
    if (workload.kubernetesApi) calls.push([self, 'the Kubernetes API']);
  }
  for (const { from, to } of stack.edges ?? []) calls.push([`${folder}/${from}`, target(stack, to, environment)]);
  for (const [name, database] of Object.entries(stack.databases ?? {})) {
    const server = target(stack, name, environment);
    const jobs = [
      ...(database.migration ? ['migrate'] : []),
      ...(database.backup === false || server === managed ? [] : ['backup']),
    ];
    for (const job of jobs) calls.push([`${folder}/${name}-${job}`, 'dns'], [`${folder}/${name}-${job}`, server]);
  }
  return calls;
}

const managed = 'managed databases';

function target(stack: Stack, to: string, { cluster }: Environment): string {
  const [domain, name, part] = to.split('/');
  if (part !== undefined) return `${domain}-${name}/${part}`;
  if (stack.databases?.[to]?.managed && cluster.capabilities.managedDatabase) return managed;
  return `${stack.domain}-${stack.name}/${to}`;
}

function idOf({ domain, name }: Stack): string {
  return `${domain}/${name}`;
}
