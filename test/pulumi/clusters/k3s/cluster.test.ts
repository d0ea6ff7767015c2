import { beforeAll, describe, expect, test } from '@jest/globals';
import { Config, runtime } from '@pulumi/pulumi';
import type { Plan } from '../../../../lib/model/index.ts';
import type { BuiltCluster } from '../../../../lib/pulumi/clusters/built-cluster.ts';
import { k3s } from '../../../../lib/pulumi/clusters/k3s/index.ts';
import { EnvironmentComponent } from '../../../../lib/pulumi/components.ts';
import { request } from '../../../k3s/hosts.ts';
import { type Registered, record } from '../../mocked.ts';

describe('a k3s cluster that Pulumi makes', () => {
  const resources: Registered[] = [];
  let cluster: BuiltCluster;

  beforeAll(async () => {
    const newResource = ({ inputs }: runtime.MockResourceArgs) => ({
      id: 'dev',
      state: { ...inputs, kubeconfig: 'k', token: 'K10::server:t' },
    });
    await runtime.setMocks({ call: ({ inputs }) => inputs, newResource }, 'unifyops', 'dev', false);
    record(resources);
    const environment = { name: 'dev', cluster: { kind: 'k3s', hosts: request(['s1']).hosts } };
    await runtime.runInPulumiStack(async () => {
      cluster = await k3s({ environment } as unknown as Plan, new Config('unifyops'), new EnvironmentComponent('dev'));
    });
    await runtime.disconnect();
  });

  test('is protected, since its deletion clears the hosts', () => {
    const hosts = resources.find(({ type }) => type === 'pulumi-nodejs:dynamic/k3s:Hosts');
    expect(hosts?.protect).toBe(true);
  });

  test('tells the token that servers join with to a person alone, never to pods', () => {
    expect(Object.keys(cluster.outputs)).toEqual(['k3sToken']);
    expect(cluster.values).toEqual({});
  });
});
