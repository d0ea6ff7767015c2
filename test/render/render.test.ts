import { describe, expect, test } from '@jest/globals';
import { fileName, renderPlan } from '../../lib/render/render.ts';
import { planOf } from '../model/plan/plan-of.ts';

describe('a rendered plan', () => {
  const plan = planOf();
  const tree = renderPlan(plan);

  test('has a folder for the platform and one for each stack, a file for each object', () => {
    expect([...new Set([...tree.keys()].map((path) => path.split('/').slice(0, 2).join('/')))]).toEqual([
      'prod/platform',
      'prod/shop-cart',
      'prod/shop-search',
    ]);
    for (const [path, object] of tree) expect(path.endsWith(`/${fileName(object)}`)).toBe(true);
  });

  test('is plain JSON: what is written is what is there', () => {
    for (const object of tree.values()) expect(JSON.parse(JSON.stringify(object))).toEqual(object);
  });

  test('is the same however often it is rendered', () => {
    expect([...renderPlan(plan)]).toEqual([...tree]);
  });

  test('refuses two objects of one kind and name, should a plan ever have them', () => {
    const [cart, search] = plan.applications;
    const [app] = cart!.workloads;
    const twins = { ...cart!, workloads: [app!, { ...app!, id: 'shop/cart/twin' }], databases: [] };
    expect(() => renderPlan({ ...plan, applications: [twins, search!] })).toThrow(
      '[prod shop-cart] found two objects Deployment shop-cart-app, expected a name for each. Rename one of the two workloads, databases or routes that they belong to.',
    );
  });
});
