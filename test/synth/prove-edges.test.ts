import { describe, expect, test } from '@jest/globals';
import type { Tree } from '../../lib/render/tree.ts';
import { edgeFaults, plansOf } from '../../lib/synth/index.ts';
import { messagesOf, planOf, treeOf } from './broken.ts';
import { platform } from './platform.ts';
import { changed, type Loose, withObject, without } from './trees.ts';

const dev = treeOf('dev');
const auth = (file: string) => `dev/identity-auth/${file}.yaml`;
const policy = (part: string) => auth(`NetworkPolicy.identity-auth-${part}`);
const pods = (name: string) => ({
  podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'identity-auth', 'app.kubernetes.io/name': name } },
});

/** What is said of dev with one object changed. */
const said = (file: string, change: (object: Loose) => void) => messagesOf('dev', changed(dev, file, change));

test.each(platform.environments.map(({ name }) => name))('what %s renders is what its stacks declare', (name) => {
  expect(messagesOf(name, treeOf(name))).toEqual([]);
});

describe('a declared edge is missing', () => {
  test('when its ingress half is gone', () => {
    expect(said(policy('service'), ({ spec }) => spec.ingress.shift())).toEqual([
      '[dev identity/auth] edge api → service TCP 8001: found it closed on the ingress side, expected a policy of service that lets it in',
    ]);
  });

  test('when its egress half is gone', () => {
    expect(said(policy('api'), ({ spec }) => spec.egress.shift())).toEqual([
      '[dev identity/auth] edge api → service TCP 8001: found it closed on the egress side, expected a policy of api that lets it out',
    ]);
  });

  test('and one of its ports is enough', () => {
    expect(said(policy('api'), ({ spec }) => spec.egress[1].ports.shift())).toEqual([
      '[dev identity/auth] edge api → dns UDP 53, TCP 53: found UDP 53 closed on the egress side, expected a policy of api that lets it out',
    ]);
  });

  test('when it asks for more of the pods outside than the plan does', () => {
    const change = ({ spec }: Loose) => {
      spec.egress[1].to[0].podSelector.matchLabels.tier = 'control-plane';
    };
    expect(said(policy('api'), change)).toEqual([expect.stringMatching(/edge api → dns .* it closed on the egress/)]);
  });

  test('when part of its addresses is left out', () => {
    const file = 'prod/identity-auth/NetworkPolicy.identity-auth-app.yaml';
    const tree = changed(treeOf('prod'), file, ({ spec }) => spec.ingress[0].from.pop());
    expect(messagesOf('prod', tree)).toEqual([
      '[prod identity/auth] edge load balancer → app TCP 3000: found it closed on the ingress side, expected a policy of app that lets it in',
    ]);
  });

  test('when the pods lose a label that policies know them by', () => {
    const messages = said(auth('Deployment.identity-auth-service'), ({ spec }) => {
      delete spec.template.metadata.labels['app.kubernetes.io/name'];
    });
    expect(messages).toContainEqual(expect.stringContaining('edge api → service TCP 8001: found it closed on the ing'));
    expect(messages).toContainEqual(
      expect.stringContaining('edge service → postgres TCP 5432: found it closed on the'),
    );
  });

  test('when nobody in the tree is its end', () => {
    const tree = without(dev, auth('Deployment.identity-auth-service'));
    expect(messagesOf('dev', tree)).toContain(
      '[dev identity/auth] edge api → service TCP 8001: found no service, expected one workload with the labels of service',
    );
  });

  test('when two workloads say that they are its end', () => {
    const twin: Loose = structuredClone(dev.get(auth('Deployment.identity-auth-service')));
    twin.metadata.name = 'twin';
    expect(messagesOf('dev', withObject(dev, 'dev/identity-auth', twin))).toContain(
      '[dev identity/auth] edge api → service TCP 8001: found uo-dev/identity-auth-service[Deployment] and ' +
        'uo-dev/twin[Deployment], both service, expected one workload with the labels of service',
    );
  });
});

describe('a connection that nobody declared is seen', () => {
  test('on one side, although the other side still closes it', () => {
    expect(said(policy('service'), ({ spec }) => spec.ingress[0].from.push(pods('app')))).toEqual([
      '[dev identity/auth] connection app → service: found TCP 8001 open on the ingress side, expected what edges declare, and nothing else',
    ]);
  });

  test('on another port than the edge has', () => {
    const messages = said(policy('service'), ({ spec }) => {
      spec.ingress[0].ports[0].endPort = 8003;
    });
    expect(messages).toEqual([expect.stringContaining('connection api → service: found TCP 8002-8003 open on the')]);
  });

  test('with everybody in the namespace, named in one message', () => {
    const messages = said(policy('service'), ({ spec }) => {
      spec.ingress[0].from[0].podSelector = {};
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('→ service: found TCP 8001 open on the ingress side, ');
    expect(messages[0]).toContain(' more, expected');
  });

  test('from every namespace', () => {
    expect(said(policy('api'), ({ spec }) => spec.ingress[0].from.push({ namespaceSelector: {} }))).toEqual([
      expect.stringContaining(
        'connection [any namespace]/[any pod] → api: found TCP 8002 open on the ingress side, and',
      ),
    ]);
  });

  test('of pods outside that are more than the plan names', () => {
    const change = ({ spec }: Loose) => {
      delete spec.egress[1].to[0].podSelector;
    };
    expect(said(policy('api'), change)).toEqual([
      '[dev identity/auth] connection api → kube-system/[any pod]: found TCP 53,UDP 53 open on the egress side, expected what edges declare, and nothing else',
    ]);
  });

  test('with addresses', () => {
    expect(said(policy('api'), ({ spec }) => spec.egress.push({ to: [{ ipBlock: { cidr: 'fd00::/8' } }] }))).toEqual([
      expect.stringMatching(/connection api → fd00::-fdff:.*\[External\]: found All Connections open on the egress/),
    ]);
  });

  test('with addresses that an edge excepts', () => {
    const file = 'dev/commerce-payment/NetworkPolicy.commerce-payment-service.yaml';
    const messages = said(file, ({ spec }) => {
      for (const { to } of spec.egress) delete to[0].ipBlock?.except;
    });
    expect(messages[0]).toContain('connection service → 10.0.0.0-10.255.255.255[External]: found TCP 443 open on the');
    expect(messages[0]).toContain('169.254.0.0-169.254.255.255[External]');
  });

  test('with a pod that somebody might start, where nothing denies it all', () => {
    const tree = without(dev, 'dev/platform/NetworkPolicy.default-deny.yaml');
    expect(messagesOf('dev', tree)).toEqual([
      '[dev] connection everyone → any other pod: found All Connections open on the ingress side, expected what edges declare, and nothing else',
      '[dev] connection any other pod → everyone: found All Connections open on the egress side, expected what edges declare, and nothing else',
    ]);
  });

  test('with a workload that nobody declared', () => {
    const labels = { 'app.kubernetes.io/instance': 'identity-auth', 'app.kubernetes.io/name': 'api' };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'uo-dev' }, spec: {} };
    const impostor = {
      ...pod,
      metadata: { ...pod.metadata, labels: { ...labels, 'app.kubernetes.io/name': 'other' } },
    };
    const wide = changed(dev, policy('service'), ({ spec }) => {
      spec.ingress[0].from[0].podSelector.matchLabels = { 'app.kubernetes.io/instance': 'identity-auth' };
    });
    expect(messagesOf('dev', withObject(wide, 'dev/identity-auth', impostor))[0]).toContain('uo-dev/x[Pod]');
  });

  test('of pods in a namespace that may have the labels which a policy asks for', () => {
    const stray = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'elsewhere' }, spec: {} };
    const wide = changed(dev, policy('service'), ({ spec }) => {
      spec.ingress[0].from.push({ namespaceSelector: { matchLabels: { team: 'payments' } } });
    });
    expect(messagesOf('dev', withObject(wide, 'dev/identity-auth', stray))).toContainEqual(
      expect.stringContaining('connection elsewhere/x[Pod] → service: found TCP 8001 open on the ingress side'),
    );
  });

  test('of pods on the network of their node, which some network plugins leave open', () => {
    const messages = said(auth('Deployment.identity-auth-app'), ({ spec }) => {
      spec.template.spec.hostNetwork = true;
    });
    expect(messages).toContainEqual(expect.stringContaining('edge app → api TCP 8002: found it closed on the ingress'));
    expect(messages).toContainEqual(expect.stringContaining('connection everyone → app: found All Connections'));
  });

  test('on a port by name, which pods outside may give to any number', () => {
    const messages = said(policy('api'), ({ spec }) => spec.egress[1].ports.push({ port: 'metrics', protocol: 'TCP' }));
    expect(messages).toEqual([expect.stringContaining('found TCP 1-52,54-65535 open on the egress side')]);
  });
});

describe('an edge leads to the port behind it', () => {
  const service = auth('Service.identity-auth-service');
  const wrong = (found: string) =>
    `[dev identity/auth] edge api → service TCP 8001: found ${found}, expected Service uo-dev/identity-auth-service to lead to TCP 8001 of service alone`;
  // the scraper finds the pods behind the same Service, and is told of with the same words
  const told = (tree: Tree) => messagesOf('dev', tree).filter((message) => !message.includes('metrics scraper'));
  const toldOf = (change: (object: Loose) => void) => told(changed(dev, service, change));

  test('unless its Service is gone', () => {
    expect(told(without(dev, service))).toEqual([wrong('no Service uo-dev/identity-auth-service')]);
  });

  test('unless its Service leads to another port', () => {
    const change = ({ spec }: Loose) => {
      spec.ports[0].targetPort = 9000;
    };
    expect(toldOf(change)).toEqual([
      wrong('Service uo-dev/identity-auth-service that leads from port 8001 to 9000'),
      '[dev identity/auth] connection Service uo-dev/identity-auth-service → service: found TCP 9000 behind port 8001, expected a port that some edge opens',
    ]);
  });

  test('unless its Service has another port', () => {
    const change = ({ spec }: Loose) => {
      spec.ports[0].port = 9000;
    };
    expect(toldOf(change)).toEqual([wrong('Service uo-dev/identity-auth-service without port TCP 8001')]);
  });

  test('unless its Service selects nobody, or somebody else', () => {
    const select = (labels: Record<string, string>) =>
      toldOf(({ spec }) => {
        spec.selector = labels;
      });
    expect(select({ app: 'none' })).toEqual([wrong('Service uo-dev/identity-auth-service that selects nobody')]);
    expect(select({ 'app.kubernetes.io/component': 'api' })).toContain(
      wrong('Service uo-dev/identity-auth-service that leads to identity/auth/api'),
    );
  });

  test('unless no container listens there', () => {
    const messages = said(auth('Deployment.identity-auth-service'), ({ spec }) => {
      spec.template.spec.containers[0].ports[0].protocol = 'UDP';
    });
    expect(messages).toContain(
      '[dev identity/auth] edge api → service TCP 8001: found no container of service that has port TCP 8001, expected one that listens there',
    );
  });

  test('and a Service has no port that no edge opens behind it', () => {
    const messages = said(service, ({ spec }) => spec.ports.push({ name: 'debug', port: 9229, protocol: 'TCP' }));
    expect(messages).toEqual([
      '[dev identity/auth] connection Service uo-dev/identity-auth-service → service: found TCP 9229 behind port 9229, expected a port that some edge opens',
    ]);
  });
});

describe('a route leads to what its stack says', () => {
  const missing =
    '[dev identity/auth] edge ingress controller → app TCP 3000: found no route that leads to app on these ports, expected an Ingress or HTTPRoute, and a Service behind it';

  test('unless it is gone', () => {
    expect(messagesOf('dev', without(dev, auth('HTTPRoute.identity-auth-app')))).toEqual([missing]);
  });

  test('unless it leads to another workload', () => {
    const messages = said(auth('HTTPRoute.identity-auth-app'), ({ spec }) => {
      Object.assign(spec.rules[0].backendRefs[0], { name: 'identity-auth-api', port: 8002 });
    });
    expect(messages).toEqual([
      missing,
      '[dev identity/auth] connection ingress controller → api: found TCP 8002 exposed by HTTPRoute uo-dev/identity-auth-app ' +
        'through Service uo-dev/identity-auth-api, expected what routes declare, and nothing else',
    ]);
  });
});

test('a tree that can not be read is never taken as proven', () => {
  const tree = changed(dev, policy('api'), ({ spec }) => {
    spec.ingress[0].ports[0].port = 99_999;
  });
  expect(edgeFaults(planOf('dev'), tree).map(({ found }) => found)).toEqual(['99999']);
});

test('objects of other environments are no matter of the proof', () => {
  const whole = new Map([...dev, ...treeOf('prod')]);
  for (const plan of plansOf(platform).filter(({ environment: { name } }) => name !== 'local')) {
    expect(edgeFaults(plan, whole)).toEqual([]);
  }
});
