import { expect, test } from '@jest/globals';
import { dataIn, leaving } from '../../../lib/pulumi/delivery/data.ts';

const database = 'apps/v1 shop-cart/StatefulSet.shop-cart-postgres';
const annotations = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'uo-dev', annotations } };
const rendered = new Map([['dev/platform/Namespace.uo-dev.yaml', namespace]]);

test('the data of a retired stack is let go; where a stack is just gone, Pulumi refuses to delete it', () => {
  expect(leaving([database], rendered, ['shop-cart'])).toEqual([database]);
  expect(leaving([database], rendered, [])).toEqual([]);
});

test('what is still rendered is kept', () => {
  expect(dataIn(rendered)).toEqual(['v1 platform/Namespace.uo-dev']);
  expect(leaving(dataIn(rendered), rendered, ['platform'])).toEqual([]);
});
