import { otlpPort } from '../observability/peers.ts';
import { observabilityOf } from '../observability/settings.ts';
import { jobOf } from '../observability/target.ts';
import { own } from '../values/own.ts';
import { owner, type StackContext } from './context.ts';
import { databasePort } from './database-port.ts';
import type { DeclaredEdge } from './declared.ts';
import { isManaged } from './managed.ts';
import { folderName, objectName, stackId } from './names.ts';
import type { EnvironmentVariable } from './plan.ts';
import { hostOf } from './targets.ts';

/**
 * Environment variables of a workload, sorted by name: where its edges lead (`API_URL=http://…`, libpq's `PGHOST` and so on
 * for its database), its own plain values, and its secrets by reference. Its own win over the model's.
 */
export function variablesOf(
  context: StackContext,
  name: string,
  edges: readonly DeclaredEdge[],
): readonly EnvironmentVariable[] {
  const { env = {}, secrets = {} } = context.stack.workloads[name] ?? {};
  for (const variable of Object.keys(secrets)) {
    if (own(env, variable) === undefined) continue;
    context.report({
      owner: owner(context, name),
      path: `env.${variable}`,
      found: 'a plain value beside a secret of this name',
      expected: 'one of the two',
      repair: 'Remove one of them.',
    });
  }
  const databases = edges.filter(({ target }) => target.kind === 'database');
  const variables = new Map<string, EnvironmentVariable>();
  for (const edge of edges) {
    const derived =
      edge.target.kind === 'database'
        ? databaseVariables(context, edge.target.name, databases.length > 1 ? `${constant(edge.target.name)}_` : '')
        : [addressVariable(context, edge)];
    for (const variable of derived) {
      if (variables.has(variable.name)) reportTwin(context, name, variable.name);
      variables.set(variable.name, variable);
    }
  }
  for (const variable of telemetryVariables(context, name)) variables.set(variable.name, variable);
  for (const [key, value] of Object.entries(env)) variables.set(key, { name: key, value });
  for (const [key, reference] of Object.entries(secrets)) {
    variables.set(key, { name: key, secret: objectName(context.stack, reference.secret), key: reference.key });
  }
  return [...variables.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function reportTwin(context: StackContext, name: string, variable: string): void {
  context.report({
    owner: owner(context, name),
    path: 'edges',
    found: `two edges whose destinations would both be in ${variable}`,
    expected: 'a variable for each',
    repair: 'Rename one of the destinations.',
  });
}

/** What OpenTelemetry's SDKs read: where traces go, and whose they are. */
function telemetryVariables({ environment, stack }: StackContext, name: string): readonly EnvironmentVariable[] {
  const settings = observabilityOf(environment);
  if (!settings || stack.workloads[name]?.metrics?.convention !== 'otel') return [];
  const attributes = {
    'deployment.environment.name': environment.name,
    job: jobOf(folderName(stack), name),
    'service.namespace': folderName(stack),
  };
  const text = Object.entries(attributes).map(([key, value]) => `${key}=${value}`);
  return [
    { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: `http://collector.${settings.namespace}:${otlpPort}` },
    { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' },
    { name: 'OTEL_RESOURCE_ATTRIBUTES', value: text.join(',') },
    { name: 'OTEL_SERVICE_NAME', value: objectName(stack, name) },
  ];
}

/** How libpq, and every driver on top of it, finds a database. The password is read from the database's Secret. */
export function databaseVariables(context: StackContext, name: string, prefix = ''): readonly EnvironmentVariable[] {
  const host = objectName(context.stack, name);
  return [
    { name: `${prefix}PGDATABASE`, value: databaseName(context) },
    { name: `${prefix}PGHOST`, value: host },
    { name: `${prefix}PGPASSWORD`, secret: host, key: 'password' },
    { name: `${prefix}PGPORT`, value: String(databasePort(context, name).port) },
    { name: `${prefix}PGSSLMODE`, value: isManaged(context, name) ? 'require' : 'prefer' },
    { name: `${prefix}PGUSER`, secret: host, key: 'username' },
  ];
}

/** Name of the database inside PostgreSQL. */
export function databaseName({ stack }: StackContext): string {
  return stack.name.replaceAll('-', '_');
}

function addressVariable(context: StackContext, { target }: DeclaredEdge): EnvironmentVariable {
  if (target.kind === 'database') throw new TypeError('a database has variables of its own');
  const away = target.stack === context.stack ? '' : `${constant(stackId(target.stack))}_`;
  const address = `${hostOf(target, context)}:${target.port.port}`;
  const prefix = `${away}${constant(target.name)}`;
  return target.port.name === 'http'
    ? { name: `${prefix}_URL`, value: `http://${address}` }
    : { name: `${prefix}_${constant(target.port.name)}_ADDRESS`, value: address };
}

const constant = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
