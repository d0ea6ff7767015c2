import { describe, expect, test } from '@jest/globals';
import { difference } from '../../../lib/checks/change/index.ts';
import { differenceText } from '../../../lib/checks/change/report/text.ts';
import type { Tree } from '../../../lib/render/tree.ts';
import { broken, goodTree, type Loose, without } from '../good-tree.ts';
import { folder, make, plus } from './found.ts';

/** The lines of the text form that tell of traffic. */
function traffic(old: Tree, next: Tree): readonly string[] {
  return differenceText(difference(old, next), { old: 'a', new: 'b' })
    .split('\n')
    .filter((line) => line.includes(' => ') && !line.includes('['.repeat(2)))
    .filter((line) => /^ {2}[+~-] /.test(line))
    .map((line) => line.trim().replaceAll('uo-prod/', ''));
}

const service = 'NetworkPolicy/shop-cart-service';
const toService = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop-cart-service' } } };

describe('traffic', () => {
  test('that is gained takes both halves', () => {
    const next = new Map(
      broken(service, ({ spec }) =>
        spec.ingress.push({
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop-cart-db' } } }],
          ports: [{ port: 9000 }],
        }),
      ),
    );
    const path = 'prod/shop-cart/NetworkPolicy.shop-cart-db.yaml';
    const db = structuredClone(next.get(path)) as Loose;
    db.spec.egress = [...(db.spec.egress ?? []), { to: [toService], ports: [{ port: 9000 }] }];
    next.set(path, db);
    expect(traffic(goodTree(), next)).toEqual([
      '+ shop-cart-db[StatefulSet] => shop-cart-service[Deployment] : TCP 9000',
    ]);
    expect(traffic(next, goodTree())).toEqual([
      '- shop-cart-db[StatefulSet] => shop-cart-service[Deployment] : TCP 9000',
    ]);
  });

  test('that changes its port is told with both', () => {
    const other = (object: Loose) => {
      for (const rule of [...object.spec.ingress, ...object.spec.egress])
        for (const port of rule.ports) if (port.port === 8080) port.port = 8081;
    };
    const next = new Map(broken(service, other));
    const path = 'prod/shop-cart/NetworkPolicy.shop-cart-api.yaml';
    const api = structuredClone(next.get(path)) as Loose;
    for (const rule of api.spec.egress) for (const port of rule.ports) if (port.port === 8080) port.port = 8081;
    next.set(path, api);
    expect(traffic(goodTree(), next)).toEqual([
      '~ shop-cart-api[Deployment] => shop-cart-service[Deployment] : TCP 8080 → TCP 8081',
    ]);
  });

  test('that one half alone allows is told as such: no connection shows it', () => {
    const wider = broken(service, ({ spec }) => {
      spec.ingress[0].ports.push({ port: 9000, protocol: 'TCP' });
    });
    expect(traffic(goodTree(), wider)).toEqual([
      '+ shop-cart-api[Deployment] => shop-cart-service[Deployment] : TCP 8080 → TCP 8080,9000 (ingress alone: the other side still denies it)',
    ]);
  });

  test('of rules that mean a workload is only lost when the workload goes', () => {
    expect(traffic(goodTree(), without('StatefulSet/shop-cart-db')).filter((line) => !line.startsWith('-'))).toEqual(
      [],
    );
  });

  test('of an environment without a change of its network is not looked at', () => {
    const next = broken('ConfigMap/shop-cart-api', ({ data }) => Object.assign(data, { LOG_LEVEL: 'debug' }));
    expect(difference(goodTree(), next).traffic).toEqual([]);
  });

  test('with other pods in the cluster is told too', () => {
    const scraper = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } };
    const next = broken(service, ({ spec }) => spec.ingress.push({ from: [scraper], ports: [{ port: 9000 }] }));
    expect(traffic(goodTree(), next)).toEqual([
      '+ observability/[any pod] => shop-cart-service[Deployment] : TCP 9000',
    ]);
  });

  test('over IPv6 is gained only if it was not open before', () => {
    const workload = (name: string) =>
      make('apps/v1', 'Deployment', name, {
        spec: { template: { metadata: { labels: { app: name } }, spec: { containers: [] } } },
      });
    const policy = (name: string, cidr: string) =>
      make('networking.k8s.io/v1', 'NetworkPolicy', name, {
        spec: {
          podSelector: { matchLabels: { app: name } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr } }] }],
        },
      });
    const old = folder(workload('open'), workload('a'), policy('a', '192.0.2.0/24'));
    const next = folder(workload('open'), workload('a'), policy('a', '2001:db8::/32'));
    expect(traffic(old, next)).toEqual([
      '- a[Deployment] => 192.0.2.0-192.0.2.255[External] : All Connections',
      '+ a[Deployment] => 2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections',
    ]);
  });

  test('that can not be read is a fault, not a verdict', () => {
    const broken = make('networking.k8s.io/v1', 'NetworkPolicy', 'bad', {
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0' } }] }] },
    });
    expect(() => difference(goodTree(), plus(broken))).toThrow(
      /^\[new prod\/shop-cart\/NetworkPolicy\.bad\.yaml .*10\.0\.0\.0/,
    );
  });
});
