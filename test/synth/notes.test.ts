import { describe, expect, test } from '@jest/globals';
import { notes } from '../../lib/cli/synth/notes.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { type Cluster, type Environment, eks, existing, k3s, type Plan } from '../../lib/model/index.ts';
import { openDestinations, plansOf, secretCommand, secretsToMake } from '../../lib/synth/index.ts';
import { platform } from './platform.ts';

/** Plans of every environment with something changed. */
const plans = (change: Partial<Environment> = {}): readonly Plan[] =>
  plansOf({ ...platform, environments: platform.environments.map((environment) => ({ ...environment, ...change })) });

/** Names of the Secrets that the rendered objects say somebody must make. */
function providedSecrets(plan: Plan): readonly string[] {
  const annotations = [...infraTree([plan]).values()].flatMap(({ metadata }) => {
    const names = metadata.annotations?.['unifyops.dev/provided-secrets'];
    return names === undefined ? [] : names.split(',');
  });
  return [...new Set(annotations)].sort();
}

describe('the Secrets to make by hand', () => {
  const clusters: readonly (readonly [string, Cluster])[] = [
    ['existing', existing()],
    ['k3s', k3s()],
    ['eks', eks()],
  ];
  const certificates = [{ kind: 'self-signed' }, { kind: 'cert-manager', clusterIssuer: 'x' }] as const;

  test.each(
    clusters.flatMap(([name, cluster]) => certificates.map((tls) => [name, tls.kind, { cluster, tls }] as const)),
  )('are those that the rendered objects wait for, on %s with %s certificates', (_name, _kind, change) => {
    for (const plan of plans(change)) {
      const names = secretsToMake(plan).map(({ name }) => name);
      expect([...new Set(names)].sort()).toEqual(providedSecrets(plan));
    }
  });

  test('of a Gateway without an issuer include its certificate, even where a store fills the others', () => {
    const cluster = eks({ capabilities: { ingress: k3s().capabilities.ingress } });
    const [plan] = plans({ cluster, tls: { kind: 'self-signed' } });
    expect(secretsToMake(plan!)).toEqual([
      { name: 'edge-tls', kind: 'certificate', keys: ['tls.crt', 'tls.key'], reader: 'the shared Gateway' },
    ]);
  });

  test('name their keys and who reads them', () => {
    const [dev] = plans();
    expect(secretsToMake(dev!)).toContainEqual({
      name: 'identity-auth-postgres',
      kind: 'opaque',
      keys: ['password', 'username'],
      reader: 'identity/auth',
    });
  });

  test('are made by commands that hold no value', () => {
    const commands = plans().flatMap((plan) => secretsToMake(plan).map((secret) => secretCommand('uo', secret)));
    expect(commands).not.toHaveLength(0);
    for (const command of commands) {
      expect(command).toMatch(
        /^kubectl --namespace (uo|observability(-staging)?) create secret generic [a-z-]+ (--type=\S+ )?--from-(env-)?file=\S*\/dev\/stdin$/,
      );
    }
  });
});

describe('the destinations that are open to any address', () => {
  test('are told once for all environments', () => {
    expect(openDestinations(plans())).toEqual([
      {
        from: 'commerce/payment/service',
        to: 'api.payments.example',
        ports: 'TCP 443',
        why: 'payments are made at the provider',
        environments: ['dev', 'local', 'prod'],
      },
    ]);
  });

  test('are none where every destination has ranges, and no Secret is to be made where a store fills them', () => {
    const quiet = plans({ cluster: eks(), stacks: ['identity/auth'] });
    expect(openDestinations(quiet)).toEqual([]);
    expect(notes(quiet)).toBe('');
  });
});
