import { describe, expect, test } from '@jest/globals';
import type { Loose } from '../../good-tree.ts';
import { when, whenFrom } from '../found.ts';

const api = 'Service/shop-cart-api';
const set = (fields: Loose) => (object: Loose) => Object.assign(object.spec, fields);

describe('a Service', () => {
  const id = 'immutable/service';
  const words =
    'The API server refuses the change, or keeps the old value where the field is only taken away: what runs is not what is written. Make a Service under a new name, move its clients over, and remove this one.';

  test('must not become headless', () => {
    expect(when(id, api, set({ clusterIP: 'None' }))).toEqual([
      `[Service.shop-cart-api.yaml] spec.clusterIP: is added: "None". ${words}`,
    ]);
  });

  test('must not stop being headless: it would stay so', () => {
    expect(whenFrom(id, api, set({ clusterIP: 'None' }), set({}))).toEqual([
      `[Service.shop-cart-api.yaml] spec.clusterIP: is removed, it was "None". ${words}`,
    ]);
  });

  test('must not change the first family of its addresses', () => {
    const messages = whenFrom(id, api, set({ ipFamilies: ['IPv4'] }), set({ ipFamilies: ['IPv6', 'IPv4'] }));
    expect(messages).toEqual([
      `[Service.shop-cart-api.yaml] spec.ipFamilies[0]: changes from "IPv4" to "IPv6". ${words}`,
    ]);
  });

  test('that is a load balancer must not change its class', () => {
    const balancer = { type: 'LoadBalancer', loadBalancerClass: 'a/b' };
    expect(whenFrom(id, api, set(balancer), set({ ...balancer, loadBalancerClass: 'c/d' }))).toHaveLength(1);
    expect(whenFrom(id, api, set(balancer), set({}))).toEqual([]);
  });

  test('may get a second family, other ports and another selector', () => {
    const messages = whenFrom(
      id,
      api,
      set({ ipFamilies: ['IPv4'] }),
      set({ ipFamilies: ['IPv4', 'IPv6'], ports: [{ port: 81 }], selector: { app: 'other' } }),
    );
    expect(messages).toEqual([]);
  });

  test('that is headless may change its family', () => {
    const headless = (ipFamilies: readonly string[]) => set({ clusterIP: 'None', ipFamilies });
    expect(whenFrom(id, api, headless(['IPv4']), headless(['IPv6']))).toEqual([]);
  });
});

describe('what a Service leads to', () => {
  const id = 'service/destination';
  const words =
    'Clients keep the name and reach something else by it: a database behind it is another database. Make sure that the data is at the new place, and that its clients may be restarted.';
  const external = (externalName: string) => set({ type: 'ExternalName', externalName });

  test('must not become a host outside unseen', () => {
    expect(when(id, 'Service/shop-cart-db', external('db.example.com'))).toEqual([
      `[Service.shop-cart-db.yaml] spec.type: leads to db.example.com instead of pods of the cluster. ${words}`,
    ]);
  });

  test('must not become another host unseen', () => {
    expect(whenFrom(id, 'Service/shop-cart-db', external('a.example.com'), external('b.example.com'))).toEqual([
      `[Service.shop-cart-db.yaml] spec.externalName: leads to b.example.com instead of a.example.com. ${words}`,
    ]);
  });

  test('stays the same when the type changes inside the cluster', () => {
    expect(when(id, api, set({ type: 'NodePort' }))).toEqual([]);
  });
});
