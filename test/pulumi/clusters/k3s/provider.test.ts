import { describe, expect, test } from '@jest/globals';
import { provider } from '../../../../lib/pulumi/clusters/k3s/provider.ts';
import { request } from '../../../k3s/hosts.ts';

const inputs = (...servers: readonly string[]) => ({ request: JSON.stringify(request(servers)) });
const state = (...servers: readonly string[]) => ({ ...inputs(...servers), kubeconfig: 'k', token: 't' });

describe('what Pulumi keeps of a cluster', () => {
  test('is compared without asking any host', async () => {
    expect(await provider.diff?.('dev', state('s1'), inputs('s1'))).toMatchObject({ changes: false });
    expect(await provider.diff?.('dev', state('s1'), inputs('s1', 's2', 's3'))).toMatchObject({ changes: true });
  });

  test('is never replaced: a change of hosts is an update, which keeps the data', async () => {
    const diff = await provider.diff?.('dev', state('s1'), inputs('s2'));
    expect(diff?.replaces ?? []).toEqual([]);
  });

  test('a run that fails says why, in the words of the faults', async () => {
    await expect(provider.create(inputs('s1', 's2'))).rejects.toThrow(
      '[environment dev] cluster.servers: found 2 servers, expected one, three or five',
    );
  });
});
