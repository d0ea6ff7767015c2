import { describe, expect, test } from '@jest/globals';
import type { Connections } from '../../lib/checks/traffic/index.ts';
import { declaredConnections } from './declared.ts';
import {
  aCompromisedPodReachesNothingElse,
  onlyItsApiReachesAService,
  onlyItsOwnReachADatabase,
  onlyTheDeclaredReachTheInternet,
  onlyTheWayInComesFromOutside,
} from './invariants.ts';
import { callersOf, nameOf } from './names.ts';
import { connectionsOf, renderedEnvironments } from './rendered.ts';

/**
 * Who reaches whom, for every stack in every environment. The rendered YAML is solved by an engine that knows NetworkPolicies
 * and nothing of the model that made them; what is expected stands in the stack files, or here.
 */
const environments = await Promise.all(
  (await renderedEnvironments()).map(async (rendered) => ({
    name: rendered.name,
    connections: connectionsOf(rendered),
    declared: await declaredConnections(rendered.name),
  })),
);

describe.each(environments)('in $name', ({ connections, declared }) => {
  test('nothing but its api reaches a service', () => {
    expect(onlyItsApiReachesAService(connections, declared)).toEqual([]);
  });

  test('only the service, its migration and its backup reach its database', () => {
    expect(onlyItsOwnReachADatabase(connections, declared)).toEqual([]);
  });

  test('nothing but the ingress controller reaches an app from outside', () => {
    expect(onlyTheWayInComesFromOutside(connections, declared)).toEqual([]);
  });

  test('nothing reaches the internet unless declared', () => {
    expect(onlyTheDeclaredReachTheInternet(connections, declared)).toEqual([]);
  });

  test('a compromised pod reaches nothing else than what its stack file names', () => {
    expect(aCompromisedPodReachesNothingElse(connections, declared)).toEqual([]);
  });

  test('the callers of identity/auth are these, one by one', () => {
    expect(callers(connections, 'identity-auth')).toEqual({
      'identity-auth/app': ['the way in'],
      'identity-auth/api': ['identity-auth/app', 'prometheus'],
      'identity-auth/service': ['identity-auth/api', 'prometheus'],
      'identity-auth/postgres': [
        'identity-auth/postgres-backup',
        'identity-auth/postgres-migrate',
        'identity-auth/service',
      ],
      'identity-auth/postgres-migrate': [],
      'identity-auth/postgres-backup': [],
    });
  });
});

test('core-go is reached by the public API and the worker, and by nobody from outside', () => {
  for (const { connections } of environments) {
    expect(callers(connections, 'operations-core-go')).toEqual({
      'operations-core-go/core-go': [
        'operations-api-node/api-node',
        'operations-worker-python/worker-python',
        'prometheus',
      ],
    });
  }
});

function callers(connections: Connections, stack: string): Readonly<Record<string, readonly string[]>> {
  const workloads = connections.workloads.filter((workload) => nameOf(workload).startsWith(`${stack}/`));
  return Object.fromEntries(workloads.map((workload) => [nameOf(workload), callersOf(connections, workload)]));
}
