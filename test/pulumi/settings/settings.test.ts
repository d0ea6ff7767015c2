import { describe, expect, test } from '@jest/globals';
import { local } from '../../../environments/local.ts';
import { type Fault, faultMessage } from '../../../lib/model/fault.ts';
import { existing, k3s } from '../../../lib/model/index.ts';
import { makerKind } from '../../../lib/pulumi/clusters/kind.ts';
import { neededFaults } from '../../../lib/pulumi/settings/needed.ts';
import { readSecrets } from '../../../lib/pulumi/settings/secrets.ts';
import { type Settings, settingFaults } from '../../../lib/pulumi/settings/settings.ts';

function settings(values: Readonly<Record<string, string>>, encrypted?: readonly string[]): Settings {
  const whole = Object.entries(values).map(([key, value]) => [key.includes(':') ? key : `unifyops:${key}`, value]);
  return {
    environment: 'dev',
    values: Object.fromEntries(whole),
    ...(encrypted ? { encrypted: encrypted.map((key) => `unifyops:${key}`) } : {}),
  };
}

const messages = (faults: readonly Fault[]) => faults.map(faultMessage);

describe('keys of Pulumi.<env>.yaml', () => {
  test('a key that environments/ says is sent there', () => {
    expect(messages(settingFaults(settings({ quota: '{}' })))).toEqual([
      '[Pulumi.dev.yaml] unifyops:quota: found quota, which environments/dev.ts says, expected how to reach the environment, and nothing else. Take it out of Pulumi.dev.yaml and set it in environments/dev.ts.',
    ]);
  });

  test('an unknown key gets the nearest known one', () => {
    const [message] = messages(settingFaults(settings({ kubeconfigpath: '/k' })));
    expect(message).toContain('Did you mean "kubeconfigPath"?');
  });

  test('keys of other programs are theirs', () => {
    expect(settingFaults(settings({ 'aws:region': 'eu-central-1' }))).toEqual([]);
  });

  test('an unknown delivery lists the known ones', () => {
    const [message] = messages(settingFaults(settings({ delivery: 'argo' })));
    expect(message).toContain('expected one of argocd, pulumi');
  });

  test('a secret in plain text is told without being shown', () => {
    const [message] = messages(settingFaults(settings({ repositoryPassword: 'hunter2' }, [])));
    expect(message).toContain('expected an encrypted one');
    expect(message).not.toContain('hunter2');
    expect(settingFaults(settings({ repositoryPassword: 'hunter2' }, ['repositoryPassword']))).toEqual([]);
  });
});

describe('what an environment can not be reached without', () => {
  const environment = { ...local, name: 'dev', cluster: existing() };

  test('a kubeconfig, where the cluster was made elsewhere', () => {
    const [message] = messages(neededFaults(settings({}), environment));
    expect(message).toContain('unifyops:kubeconfig: found nothing, expected the kubeconfig of its cluster');
    expect(message).toContain('npx pulumi config set --stack dev --secret kubeconfig < kubeconfig.yaml');
  });

  test('the identity of that cluster', () => {
    const [message] = messages(neededFaults(settings({ kubeconfigPath: '~/.kube/config' }), environment));
    expect(message).toContain('unifyops:clusterId: found nothing');
    expect(neededFaults(settings({ kubeconfigPath: '~/.kube/config', clusterId: 'x' }), environment)).toEqual([]);
  });

  test('a path that means the same wherever somebody stands', () => {
    const [message] = messages(neededFaults(settings({ kubeconfigPath: 'kube.yaml', clusterId: 'x' }), environment));
    expect(message).toContain('"kube.yaml", which depends on where somebody stands');
  });

  test('the password of a user of the repository', () => {
    const reach = { kubeconfigPath: '/k', clusterId: 'x', repositoryUsername: 'argocd' };
    const [message] = messages(neededFaults(settings(reach), environment));
    expect(message).toContain('unifyops:repositoryPassword: found nothing, expected the password of "argocd"');
    expect(neededFaults(settings({ ...reach, delivery: 'pulumi' }), environment)).toEqual([]);
  });

  test('nothing, where the cluster is made here', () => {
    expect(neededFaults(settings({}), { ...environment, cluster: k3s() })).toEqual([]);
  });

  test('a kubeconfig says that the cluster was made elsewhere, whatever its kind', () => {
    const home = { ...environment, cluster: k3s() };
    expect(makerKind(home, settings({}))).toBe('k3s');
    expect(makerKind(home, settings({ kubeconfigPath: '/k' }))).toBe('existing');
  });
});

describe('Secrets of the settings', () => {
  const needs = [{ name: 'db', kind: 'opaque', keys: ['password', 'username'], reader: 'shop/cart' }] as const;
  const read = (value: unknown) => readSecrets(settings({ secrets: JSON.stringify(value) }), needs);
  const faults = (value: unknown) => {
    const result = read(value);
    return 'faults' in result ? messages(result.faults) : [];
  };

  test('are read by name and key', () => {
    expect(read({ db: { username: 'cart', password: 'p' } })).toEqual({
      values: { db: { username: 'cart', password: 'p' } },
    });
  });

  test('a key without a value is a fault that shows no value', () => {
    const [message] = faults({ db: { username: 'hunter2' } });
    expect(message).toContain('found nothing for key password of db, expected a value, which shop/cart reads');
    expect(message).not.toContain('hunter2');
  });

  test('of a Secret that two namespaces need, each has all its keys', () => {
    const twin = { ...needs[0], keys: ['certificate'], namespace: 'observability', reader: 'Grafana' } as const;
    const given = settings({ secrets: JSON.stringify({ db: { username: 'cart', password: 'p' } }) });
    const result = readSecrets(given, [...needs, twin]);
    expect('faults' in result && messages(result.faults)).toEqual([
      expect.stringContaining('nothing for key certificate of db, expected a value, which Grafana reads'),
    ]);
  });

  test('a Secret that nobody reads is most likely misspelt', () => {
    expect(faults({ dv: { a: 'b' } })[0]).toContain('Did you mean "db"?');
  });

  test('what is no table of texts is told without being shown', () => {
    for (const wrong of [['hunter2'], { db: 'hunter2' }, { db: { password: 7 } }]) {
      expect(faults(wrong)[0]).toContain('found something else, expected JSON');
      expect(faults(wrong)[0]).not.toContain('hunter2');
    }
  });
});
