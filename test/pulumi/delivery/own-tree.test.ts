import { describe, expect, test } from '@jest/globals';
import { isSecret, type Output, output } from '@pulumi/pulumi';
import { cloudValuesName, type OwnValues, ownTree } from '../../../lib/pulumi/delivery/own-tree.ts';

const values: OwnValues = { environment: 'dev', namespace: 'uo-dev', secrets: {}, needs: [], cloud: {} };

function data(object: unknown): Promise<Readonly<Record<string, unknown>>> {
  const { data: fields } = object as { readonly data: Readonly<Record<string, Output<string>>> };
  return new Promise((done) => void output(fields).apply((known) => done(known)));
}

const decoded = (text: unknown) => Buffer.from(String(text), 'base64').toString();

describe('what the cloud says at run time', () => {
  const cloud = { 'databaseEndpoint.shop-cart': output('db.example.org'), subnets: output(['a', 'b']) };
  const [path, object] = [...ownTree({ ...values, cloud })][0]!;

  test('goes into one Secret that manifests refer to by key', async () => {
    expect(path).toBe(`dev/platform/Secret.${cloudValuesName}.yaml`);
    const fields = await data(object);
    expect(decoded(fields['databaseEndpoint.shop-cart'])).toBe('db.example.org');
    expect(decoded(fields.subnets)).toBe('["a","b"]');
  });

  test('is kept secret in the state, since some of it is', async () => {
    const fields = object.data as Readonly<Record<string, Output<string>>>;
    for (const field of Object.values(fields)) expect(await isSecret(field)).toBe(true);
  });
});

test('a Secret of the settings has the type that its readers need', () => {
  const needs = [
    { name: 'pull', kind: 'registry', keys: ['.dockerconfigjson'], reader: 'every pod' },
    { name: 'db', kind: 'opaque', keys: ['password'], reader: 'shop/cart' },
  ] as const;
  const secrets = { pull: { '.dockerconfigjson': '{}' }, db: { password: 'p' } };
  expect(
    [...ownTree({ ...values, needs, secrets }).values()].map(({ metadata, type }) => [metadata.name, type]),
  ).toEqual([
    ['pull', 'kubernetes.io/dockerconfigjson'],
    ['db', 'Opaque'],
  ]);
});

test('a Secret that is needed in two namespaces is made in both, and neither has the name of the other in the state', () => {
  const need = { name: 'gateway-tls', kind: 'certificate', keys: ['tls.crt', 'tls.key'], reader: 'Grafana' } as const;
  const secrets = { 'gateway-tls': { 'tls.crt': 'c', 'tls.key': 'k' } };
  const tree = ownTree({ ...values, needs: [need, { ...need, namespace: 'observability' }], secrets });
  expect([...tree].map(([path, { metadata }]) => [path, metadata.namespace])).toEqual([
    ['dev/platform/Secret.gateway-tls.yaml', 'uo-dev'],
    ['dev/observability/Secret.gateway-tls.yaml', 'observability'],
  ]);
});

test('nothing is added where there is nothing to add', () => {
  expect(ownTree(values).size).toBe(0);
});
