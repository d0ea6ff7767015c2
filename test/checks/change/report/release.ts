import type { Tree } from '../../../../lib/render/tree.ts';
import { goodTree, type Loose } from '../../good-tree.ts';
import { make } from '../found.ts';

/** The good tree under a commit that does a bit of everything. */
export function release(): Tree {
  const tree = goodTree();
  const object = (id: string) => tree.get(`prod/shop-cart/${id}.yaml`) as Loose;
  const api = object('Deployment.shop-cart-api').spec;
  api.replicas = 1;
  api.template.spec.containers[0].image = `ghcr.io/shop/cart-api:1.5.0@sha256:${'b'.repeat(64)}`;
  object('ConfigMap.shop-cart-api').data = { LOG_LEVEL: 'debug', BANNER: '``` <b>@all</b> ```' };
  object('NetworkPolicy.shop-cart-service').spec.ingress[0].ports.push({ protocol: 'TCP', port: 9000 });
  object('NetworkPolicy.shop-cart-service').spec.egress.push({
    to: [{ ipBlock: { cidr: '192.0.2.0/24' } }],
    ports: [{ protocol: 'TCP', port: 443 }],
  });
  tree.delete('prod/shop-cart/StatefulSet.shop-cart-db.yaml');
  tree.set('prod/shop-cart/ConfigMap.new.yaml', make('v1', 'ConfigMap', 'new'));
  return tree;
}
