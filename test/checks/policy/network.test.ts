import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages, withObjects, without } from '../good-tree.ts';

const policy = (name: string, change: (spec: Loose) => void) =>
  broken(`NetworkPolicy/${name}`, (object) => change(object.spec));

describe('isolation', () => {
  test('without its default deny a namespace has only the pods closed that a policy selects', () => {
    const tree = without('NetworkPolicy/default-deny', 'NetworkPolicy/shop-cart-api');
    const repair = 'Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress, Egress] to the namespace.';
    expect(messages('network/default-deny', tree)).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.template: found pods open for all ingress, expected a policy that selects its pods for ingress. ${repair}`,
      `[Deployment.shop-cart-api.yaml] spec.template: found pods open for all egress, expected a policy that selects its pods for egress. ${repair}`,
    ]);
  });

  test('a default deny of one direction leaves the other open', () => {
    const tree = without('NetworkPolicy/shop-cart-api');
    (tree.get('prod/platform/NetworkPolicy.default-deny.yaml') as Loose).spec.policyTypes = ['Ingress'];
    expect(messages('network/default-deny', tree)).toEqual([
      expect.stringContaining('[Deployment.shop-cart-api.yaml] spec.template: found pods open for all egress'),
    ]);
  });

  test('a policy that cannot be read is a fault of its own, and nothing is concluded from it', () => {
    const tree = policy('shop-cart-api', (spec) => {
      spec.egress[0].ports[0].port = 70000;
    });
    expect(messages('traffic/input', tree)).toEqual([
      expect.stringContaining('spec.egress[0].ports[0].port: found 70000'),
    ]);
    for (const rule of ['network/default-deny', 'network/two-sided', 'network/service-port-open']) {
      expect(messages(rule, tree)).toEqual([]);
    }
  });
});

describe('both halves', () => {
  const repair = 'Add the missing half, or remove this one.';
  const [api, service, database] = [
    'uo-prod/shop-cart-api[Deployment]',
    'uo-prod/shop-cart-service[Deployment]',
    'uo-prod/shop-cart-db[StatefulSet]',
  ];

  test('an ingress that the caller may not use is half open', () => {
    const tree = policy('shop-cart-service', (spec) => {
      spec.egress = [];
    });
    expect(messages('network/two-sided', tree)).toEqual([
      `[NetworkPolicy.shop-cart-db.yaml] spec.ingress[0]: found ${service} => ${database} : TCP 5432, expected the same in the egress of ${service}. ${repair}`,
    ]);
  });

  test('an egress that nobody lets in is half open', () => {
    const tree = policy('shop-cart-service', (spec) => {
      spec.ingress = [];
    });
    expect(messages('network/two-sided', tree)).toEqual([
      `[NetworkPolicy.shop-cart-api.yaml] spec.egress[1]: found ${api} => ${service} : TCP 8080, expected the same in the ingress of ${service}. ${repair}`,
    ]);
  });

  test('a port that only one half has is half open', () => {
    const tree = policy('shop-cart-service', (spec) => {
      spec.ingress[0].ports.push({ protocol: 'TCP', port: 9000, endPort: 9010 });
    });
    expect(messages('network/two-sided', tree)).toEqual([
      `[NetworkPolicy.shop-cart-service.yaml] spec.ingress[0]: found ${api} => ${service} : TCP 9000-9010, expected the same in the egress of ${api}. ${repair}`,
    ]);
  });

  test('a half that is widened to a whole namespace is one fault, however many pods it lets in', () => {
    const tree = policy('shop-cart-db', (spec) => {
      spec.ingress[0].from = [{ podSelector: {} }];
    });
    expect(messages('network/two-sided', tree)).toEqual([
      expect.stringMatching(
        /^\[NetworkPolicy\.shop-cart-db\.yaml\] spec\.ingress\[0\]: found uo-prod\/.* => uo-prod\/shop-cart-db\[StatefulSet\] : TCP 5432, expected the same in the egress of /,
      ),
    ]);
  });

  test('a half that means everyone is half open to each', () => {
    const tree = policy('shop-cart-db', (spec) => {
      delete spec.ingress[0].from;
    });
    expect(messages('network/two-sided', tree)).toHaveLength(1);
  });

  test('a named port is the number that the pod gives it', () => {
    const tree = policy('shop-cart-db', (spec) => {
      spec.ingress[0].ports[0].port = 'postgres';
    });
    expect(messages('network/two-sided', tree)).toEqual([]);
    const gone = broken('NetworkPolicy/shop-cart-service', (object) => {
      object.spec.egress = [];
    });
    (gone.get('prod/shop-cart/NetworkPolicy.shop-cart-db.yaml') as Loose).spec.ingress[0].ports[0].port = 'postgres';
    expect(messages('network/two-sided', gone)).toHaveLength(1);
  });

  test('pods outside of the tree have their halves elsewhere', () => {
    const tree = policy('shop-cart-api', (spec) => {
      spec.egress.push({ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] });
    });
    expect(messages('network/two-sided', tree)).toEqual([]);
  });
});

describe('Services', () => {
  const service = (change: (spec: Loose) => void) => broken('Service/shop-cart-api', (object) => change(object.spec));
  const path = '[Service.shop-cart-api.yaml] spec.ports[0].targetPort';

  test.each([
    [9090, 'TCP 9090'],
    ['web', 'TCP "web"'],
  ])('a target port %j that no container declares is a fault', (targetPort, found) => {
    const tree = service((spec) => {
      spec.ports[0].targetPort = targetPort;
    });
    expect(messages('network/target-port', tree)).toEqual([
      `${path}: found ${found}, expected a port that Deployment uo-prod/shop-cart-api declares. Name one of the container's ports, or declare the port there.`,
    ]);
  });

  test('without a target port the Service port is meant, in its protocol', () => {
    expect(
      messages(
        'network/target-port',
        service((spec) => delete spec.ports[0].targetPort),
      ),
    ).toEqual([]);
    const udp = service((spec) => {
      spec.ports[0].protocol = 'UDP';
    });
    expect(messages('network/target-port', udp)).toHaveLength(1);
  });

  test('a pod port that no policy opens is a fault of its Service', () => {
    const tree = policy('shop-cart-api', (spec) => {
      spec.ingress = [];
    });
    expect(messages('network/service-port-open', tree)).toEqual([
      `${path}: found TCP 8080 of Deployment uo-prod/shop-cart-api, which no policy opens, expected an ingress rule for that port. Add an ingress rule for the pod port, or remove the port from the Service.`,
    ]);
  });

  test('the port of the Service does not count, only that of the pod', () => {
    const tree = goodTree();
    (tree.get('prod/shop-cart/Service.shop-cart-api.yaml') as Loose).spec.ports[0].port = 80;
    expect(messages('network/service-port-open', tree)).toEqual([]);
    const policyForServicePort = tree.get('prod/shop-cart/NetworkPolicy.shop-cart-api.yaml') as Loose;
    policyForServicePort.spec.ingress[0].ports[0].port = 80;
    expect(messages('network/service-port-open', new Map(tree))).toHaveLength(1);
  });

  test('ways in past the ingress are faults', () => {
    const repair = 'Use type ClusterIP and a route.';
    const tree = service((spec) => Object.assign(spec, { type: 'LoadBalancer', externalIPs: ['203.0.113.7'] }));
    expect(messages('network/no-node-ports', tree)).toEqual([
      `[Service.shop-cart-api.yaml] spec.type: found "LoadBalancer", expected "ClusterIP". ${repair}`,
      `[Service.shop-cart-api.yaml] spec.externalIPs: found ["203.0.113.7"], expected nothing. ${repair}`,
    ]);
  });
});

describe('rules of policies', () => {
  const path = '[NetworkPolicy.shop-cart-api.yaml] spec';

  test('a port by name is a fault', () => {
    const tree = policy('shop-cart-api', (spec) => {
      spec.egress[1].ports[0].port = 'http';
    });
    expect(messages('network/numeric-ports', tree)).toEqual([
      `${path}.egress[1].ports[0].port: found "http", expected a number. Write the number of the pod port.`,
    ]);
  });

  test('a rule without ports opens them all', () => {
    const tree = policy('shop-cart-api', (spec) => {
      delete spec.ingress[0].ports;
      spec.egress[1].ports = [{ protocol: 'TCP' }];
    });
    const repair = 'List the ports of the connection.';
    expect(messages('network/ports-named', tree)).toEqual([
      `${path}.ingress[0].ports: found nothing, which is every port, expected a list of ports. ${repair}`,
      `${path}.egress[1].ports[0].port: found nothing, which is every port, expected a port. ${repair}`,
    ]);
  });

  test('a rule for everyone is a fault', () => {
    const tree = policy('shop-cart-api', (spec) => {
      delete spec.ingress[0].from;
      spec.egress[1].to = [
        { namespaceSelector: {} },
        { namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } },
      ];
    });
    const repair = 'Name the peers by namespace and labels, or by their addresses.';
    expect(messages('network/peers-named', tree)).toEqual([
      `${path}.ingress[0].from: found nothing, which is everyone, expected a list of peers. ${repair}`,
      `${path}.egress[1].to[0]: found every pod of every namespace, expected pods or namespaces with a label. ${repair}`,
    ]);
  });
});

describe('egress to addresses', () => {
  const repair =
    'Except 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16 and 169.254.169.254/32 from the range (for IPv6, fc00::/7).';
  const ranges = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'];
  const path = '[NetworkPolicy.shop-cart-api.yaml] spec.egress[0].to[0].ipBlock';
  /** The api's policy with one egress to these addresses. */
  const to = (ipBlock: Loose, annotations: Loose = {}) => {
    const tree = policy('shop-cart-api', (spec) => {
      spec.egress = [{ to: [{ ipBlock }], ports: [{ port: 443 }] }];
    });
    Object.assign(
      (tree.get('prod/shop-cart/NetworkPolicy.shop-cart-api.yaml') as Loose).metadata.annotations,
      annotations,
    );
    return tree;
  };

  test('the internet leaves out the cluster and the metadata address', () => {
    expect(messages('network/internet-excepts-cluster', to({ cidr: '0.0.0.0/0' }))).toEqual([
      `${path}: found 0.0.0.0/0 with ${ranges.join(', ')}, 169.254.169.254/32 inside, expected public addresses alone. ${repair}`,
    ]);
    const except = [...ranges, '169.254.0.0/16'];
    expect(messages('network/internet-excepts-cluster', to({ cidr: '0.0.0.0/0', except }))).toEqual([]);
    expect(messages('network/internet-excepts-cluster', to({ cidr: '0.0.0.0/0', except: except.slice(1) }))).toEqual([
      `${path}: found 0.0.0.0/0 with 10.0.0.0/8 inside, expected public addresses alone. ${repair}`,
    ]);
  });

  test('a public range has nothing to leave out, and a private one may be meant', () => {
    for (const cidr of ['203.0.113.0/24', '10.20.0.0/16', '2001:db8::/32', 'fd00:1::/32']) {
      expect(messages('network/internet-excepts-cluster', to({ cidr }))).toEqual([]);
    }
  });

  test('the metadata address is never meant', () => {
    expect(messages('network/internet-excepts-cluster', to({ cidr: '169.254.169.254/32' }))).toHaveLength(1);
  });

  test('IPv6 has private ranges too', () => {
    expect(messages('network/internet-excepts-cluster', to({ cidr: '::/0' }))).toEqual([
      `${path}: found ::/0 with fc00::/7 inside, expected public addresses alone. ${repair}`,
    ]);
  });

  test('every address is a fault unless a reason is written down', () => {
    const except = ['10.0.0.0/8'];
    expect(messages('network/no-open-egress', to({ cidr: '0.0.0.0/0', except }))).toEqual([
      `${path}.cidr: found "0.0.0.0/0", expected ranges. Name the ranges that are called, or say why in the annotation unifyops.dev/traffic.`,
    ]);
    const said = to(
      { cidr: '0.0.0.0/0', except },
      { 'unifyops.dev/traffic': 'to payments.example.com TCP 443: cards' },
    );
    expect(messages('network/no-open-egress', said)).toEqual([]);
    expect(messages('network/no-open-egress', to({ cidr: '203.0.113.0/24' }))).toEqual([]);
  });
});

test('bare pods of an owner outside of the tree are left to that owner', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'x',
      namespace: 'other',
      ownerReferences: [
        { kind: 'Node', name: 'n' },
        { kind: 'DaemonSet', name: 'd' },
      ],
    },
    spec: { containers: [] },
  };
  expect(messages('network/default-deny', withObjects(pod))).toEqual([]);
});
