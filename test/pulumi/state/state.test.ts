import { describe, expect, test } from '@jest/globals';
import { faultMessage } from '../../../lib/model/fault.ts';
import { outOfDateFaults, pendingOperations } from '../../../lib/pulumi/state/state.ts';

const state = {
  deployment: {
    resources: [
      { type: 'pulumi:pulumi:Stack' },
      { type: 'kubernetes:core/v1:Namespace', outputs: { metadata: { name: 'argocd', uid: '7' } } },
      { type: 'kubernetes:core/v1:Namespace', outputs: { metadata: { name: 'uo-dev', uid: '1' } } },
    ],
    pending_operations: [
      { type: 'creating', resource: { urn: 'urn:pulumi:dev::unifyops::x::shop-cart/Service.cart' } },
    ],
  },
};

const cluster = (status: number, uid?: string) => ({
  server: 'https://cluster',
  get: async () => ({ status, body: { metadata: { uid } } }),
});

const judge = async (status: number, uid?: string, of: unknown = state) =>
  (await outOfDateFaults(of, 'dev', 'uo-dev', cluster(status, uid))).map(faultMessage);

describe("Pulumi's state", () => {
  test('that knows a namespace which is gone is out of date', async () => {
    expect(await judge(404)).toEqual([
      "[Pulumi's state of dev] Namespace uo-dev: found none in the cluster, expected the one with the UID 1, as the state says. Let Pulumi look at the cluster first: npx pulumi refresh --stack dev",
    ]);
  });

  test('that knows a namespace which was made anew is out of date', async () => {
    expect(await judge(200, '2')).toEqual([expect.stringContaining('another one in the cluster, with the UID 2')]);
  });

  test('that knows the namespace as it is, or none, or may not ask, is good', async () => {
    expect(await judge(200, '1')).toEqual([]);
    expect(await judge(404, undefined, { deployment: {} })).toEqual([]);
    expect(await judge(403)).toEqual([]);
  });

  test('names what an earlier run did not finish', () => {
    expect(pendingOperations(state)).toEqual(['urn:pulumi:dev::unifyops::x::shop-cart/Service.cart']);
    expect(pendingOperations({ version: 3, deployment: null })).toEqual([]);
  });
});
