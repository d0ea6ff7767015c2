import { describe, expect, test } from '@jest/globals';
import { broken, goodTree, type Loose, messages, withObjects, without } from '../good-tree.ts';

const wave = 'argocd.argoproj.io/sync-wave';
const hook = 'argocd.argoproj.io/hook';
const provided = 'unifyops.dev/provided-secrets';

const inWave = (id: string, value: number) =>
  broken(id, (object) => {
    object.metadata.annotations[wave] = String(value);
  });
const inPod = (change: (spec: Loose) => void) =>
  broken('Deployment/shop-cart-api', (object) => change(object.spec.template.spec));
const make = (kind: string, spec: Loose, name = 'x') => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'uo-prod' },
  spec,
});
/** What the rule says is missing, as `path kind`. */
const missing = (tree: ReturnType<typeof withObjects>) =>
  messages('order/exists', tree).map((message) =>
    message.replace(/^\S+ (.*): found (.*), which nothing provides.*$/, '$1 $2'),
  );

describe('waves', () => {
  test('a wave that Argo CD cannot read is a fault', () => {
    const tree = broken('Service/shop-cart-api', (object) => {
      object.metadata.annotations[wave] = 'two';
    });
    expect(messages('order/wave', tree)).toEqual([
      `[Service.shop-cart-api.yaml] metadata.annotations["${wave}"]: found "two", expected an integer in quotes. Write the wave as a quoted integer, and the hook with its exact name.`,
    ]);
    const number = broken('Service/shop-cart-api', (object) => {
      object.metadata.annotations[wave] = 2;
    });
    expect(messages('order/wave', number)).toHaveLength(1);
  });

  test('a hook that Argo CD does not know is a fault', () => {
    const tree = broken('Job/shop-cart-migrate-1.4.0', (object) => {
      object.metadata.annotations[hook] = 'Sync,Presync';
    });
    expect(messages('order/wave', tree)).toEqual([
      `[Job.shop-cart-migrate-1.4.0.yaml] metadata.annotations["${hook}"]: found "Presync", expected one of PreSync, Sync, PostSync, SyncFail, PreDelete, PostDelete, Skip. Write the wave as a quoted integer, and the hook with its exact name.`,
    ]);
  });
});

describe('what must exist', () => {
  test('a ConfigMap that nothing provides is a fault', () => {
    expect(messages('order/exists', without('ConfigMap/shop-cart-api'))).toEqual([
      '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0].envFrom[0].configMapRef.name: found ConfigMap uo-prod/shop-cart-api, which nothing provides, expected an object of the same environment. Add the object, or correct the name.',
    ]);
  });

  test('a Secret that nothing provides says how one may be made', () => {
    expect(messages('order/exists', without('ExternalSecret/shop-cart-db'))[0]).toBe(
      `[Deployment.shop-cart-service.yaml] spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name: found Secret uo-prod/shop-cart-db, which nothing provides, expected an object of the same environment. Add an ExternalSecret, SealedSecret or Certificate that makes it, or annotate the object ${provided}: shop-cart-db if someone makes it by hand.`,
    );
  });

  test('every field of a pod that names an object is followed', () => {
    const tree = inPod((spec) => {
      spec.serviceAccountName = 'sa';
      spec.priorityClassName = 'high';
      spec.imagePullSecrets = [{ name: 'pull' }];
      spec.volumes = [
        { configMap: { name: 'cm' } },
        { secret: { secretName: 's' } },
        { persistentVolumeClaim: { claimName: 'pvc' } },
        { csi: { nodePublishSecretRef: { name: 'csi' } } },
        {
          projected: {
            sources: [
              { secret: { name: 'ps' } },
              { configMap: { name: 'pc' } },
              { configMap: { name: 'kube-root-ca.crt' } },
            ],
          },
        },
      ];
      spec.containers = [];
      spec.initContainers = [
        { env: [{ valueFrom: { configMapKeyRef: { name: 'ck' } } }], envFrom: [{ secretRef: { name: 'sf' } }] },
      ];
    });
    const at = 'spec.template.spec';
    expect(missing(tree as never)).toEqual([
      `${at}.serviceAccountName ServiceAccount uo-prod/sa`,
      `${at}.priorityClassName PriorityClass high`,
      `${at}.imagePullSecrets[0].name Secret uo-prod/pull`,
      `${at}.volumes[0].configMap.name ConfigMap uo-prod/cm`,
      `${at}.volumes[1].secret.secretName Secret uo-prod/s`,
      `${at}.volumes[2].persistentVolumeClaim.claimName PersistentVolumeClaim uo-prod/pvc`,
      `${at}.volumes[3].csi.nodePublishSecretRef.name Secret uo-prod/csi`,
      `${at}.volumes[4].projected.sources[0].secret.name Secret uo-prod/ps`,
      `${at}.volumes[4].projected.sources[1].configMap.name ConfigMap uo-prod/pc`,
      `${at}.initContainers[0].env[0].valueFrom.configMapKeyRef.name ConfigMap uo-prod/ck`,
      `${at}.initContainers[0].envFrom[0].secretRef.name Secret uo-prod/sf`,
    ]);
  });

  test('what is optional need not exist', () => {
    const tree = inPod((spec) => {
      spec.volumes = [{ name: 'tmp', configMap: { name: 'cm', optional: true } }];
      spec.containers[0].envFrom = [{ secretRef: { name: 'sf', optional: true } }];
    });
    expect(messages('order/exists', tree)).toEqual([]);
  });

  test('every other object that names one is followed', () => {
    const tree = withObjects(
      make('Ingress', {
        rules: [{ http: { paths: [{ backend: { service: { name: 'a' } } }] } }],
        tls: [{ secretName: 't' }],
      }),
      make('Gateway', { listeners: [{ tls: { certificateRefs: [{ name: 'c' }] } }] }),
      make('HTTPRoute', { parentRefs: [{ name: 'g' }], rules: [{ backendRefs: [{ name: 'b' }] }] }),
      make('HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'Deployment', name: 'd' } }),
      {
        ...make('RoleBinding', {}),
        roleRef: { kind: 'Role', name: 'r' },
        subjects: [
          { kind: 'ServiceAccount', name: 's' },
          { kind: 'User', name: 'u' },
        ],
      },
      { ...make('ClusterRoleBinding', {}), roleRef: { kind: 'ClusterRole', name: 'cr' } },
      { ...make('ServiceAccount', {}), imagePullSecrets: [{ name: 'p' }] },
      make('StatefulSet', { serviceName: 'h', volumeClaimTemplates: [{ spec: { storageClassName: 'any' } }] }),
      make('PersistentVolumeClaim', { storageClassName: 'any' }),
      make('ExternalSecret', { secretStoreRef: { kind: 'SecretStore', name: 'st' } }),
      make('Certificate', { issuerRef: { kind: 'Issuer', name: 'i' } }, 'y'),
      make('Certificate', { issuerRef: { kind: 'ClusterIssuer', name: 'any' } }),
    );
    expect(missing(tree)).toEqual([
      'spec.issuerRef Issuer uo-prod/i',
      'roleRef ClusterRole cr',
      'spec.secretStoreRef SecretStore uo-prod/st',
      'spec.listeners[0].tls.certificateRefs[0].name Secret uo-prod/c',
      'spec.parentRefs[0].name Gateway uo-prod/g',
      'spec.rules[0].backendRefs[0].name Service uo-prod/b',
      'spec.scaleTargetRef Deployment uo-prod/d',
      'spec.rules[0].http.paths[0].backend.service.name Service uo-prod/a',
      'spec.tls[0].secretName Secret uo-prod/t',
      'roleRef Role uo-prod/r',
      'subjects[0] ServiceAccount uo-prod/s',
      'imagePullSecrets[0].name Secret uo-prod/p',
      'spec.serviceName Service uo-prod/h',
    ]);
  });

  test('a namespace that the tree should have is a fault, a tree without any leaves them to others', () => {
    const tree = broken('Service/shop-cart-db', (object) => {
      object.metadata.namespace = 'uo-dev';
    });
    expect(messages('order/exists', tree)).toContain(
      '[Service.shop-cart-db.yaml] metadata.namespace: found Namespace uo-dev, which nothing provides, expected an object of the same environment. Add the object, or correct the name.',
    );
    const others = ['LimitRange/uo-prod', 'ResourceQuota/uo-prod', 'NetworkPolicy/default-deny'];
    expect(messages('order/exists', without('Namespace/uo-prod', ...others))).toEqual([]);
  });

  test('a namespace is no matter of others where the folder of the platform is in the tree', () => {
    expect(messages('order/exists', without('Namespace/uo-prod'))).toContainEqual(
      expect.stringContaining(
        '[Deployment.shop-cart-api.yaml] metadata.namespace: found Namespace uo-prod, which nothing',
      ),
    );
  });

  test('objects of another environment provide nothing', () => {
    const tree = goodTree();
    const path = 'prod/shop-cart/ConfigMap.shop-cart-api.yaml';
    tree.set(path.replace('prod/', 'dev/'), tree.get(path)!);
    tree.delete(path);
    expect(messages('order/exists', tree)).toHaveLength(1);
  });
});

describe('keys of a ConfigMap', () => {
  const repair = 'Add the key, or correct its name.';
  const withKeys = (optional?: boolean) =>
    inPod((spec) => {
      const source = { name: 'shop-cart-api', ...(optional === undefined ? {} : { optional }) };
      spec.containers[0].env = [{ name: 'A', valueFrom: { configMapKeyRef: { ...source, key: 'LOG' } } }];
      spec.volumes.push({ name: 'c', configMap: { ...source, items: [{ key: 'LOG_LEVEL' }, { key: 'app.yaml' }] } });
    });
  const at = '[Deployment.shop-cart-api.yaml] spec.template.spec';

  test('a key that is not in it is a fault, in a variable and in a volume', () => {
    const expected = 'expected a key of ConfigMap uo-prod/shop-cart-api: LOG_LEVEL.';
    expect(messages('order/key-exists', withKeys())).toEqual([
      `${at}.containers[0].env[0].valueFrom.configMapKeyRef.key: found "LOG", ${expected} ${repair}`,
      `${at}.volumes[1].configMap.items[1].key: found "app.yaml", ${expected} ${repair}`,
    ]);
  });

  test('an optional source may lack it, and a ConfigMap that is missing is another fault', () => {
    expect(messages('order/key-exists', withKeys(true))).toEqual([]);
    const tree = new Map(withKeys());
    tree.delete('prod/shop-cart/ConfigMap.shop-cart-api.yaml');
    expect(messages('order/key-exists', tree)).toEqual([]);
  });
});

describe('who provides', () => {
  const secretOf = (object: Loose) => {
    const tree = withObjects(object);
    tree.delete('prod/shop-cart/ExternalSecret.registry.yaml');
    return messages('order/exists', tree);
  };

  test.each([
    ['a Secret', make('Secret', {}, 'registry')],
    ['a SealedSecret', make('SealedSecret', {}, 'registry')],
    ['a SealedSecret by its template', make('SealedSecret', { template: { metadata: { name: 'registry' } } })],
    ['an ExternalSecret by its target', make('ExternalSecret', { target: { name: 'registry' } })],
    ['a Certificate', make('Certificate', { secretName: 'registry' })],
  ])('%s provides its Secret', (_, object) => expect(secretOf(object)).toEqual([]));

  test('cert-manager provides the certificates of an annotated Ingress or Gateway', () => {
    const annotations = { 'cert-manager.io/issuer': 'x' };
    const gateway = { ...make('Gateway', { listeners: [{ tls: { certificateRefs: [{ name: 'registry' }] } }] }) };
    expect(secretOf({ ...gateway, metadata: { ...gateway.metadata, annotations } })).toEqual([]);
    const tree = broken(
      'Ingress/shop-cart',
      (object) => delete object.metadata.annotations['cert-manager.io/cluster-issuer'],
    );
    expect(messages('order/exists', tree)).toHaveLength(1);
  });

  test.each([
    ['on the object', 'Deployment/shop-cart-api', (object: Loose) => object.metadata.annotations],
    [
      'on the pod template',
      'Deployment/shop-cart-api',
      (object: Loose) => {
        object.spec.template.metadata.annotations = {};
        return object.spec.template.metadata.annotations;
      },
    ],
  ])('a declaration %s provides what someone makes by hand', (_, id, annotationsOf) => {
    const tree = broken(id, (object) => {
      object.spec.template.spec.imagePullSecrets = [{ name: 'by-hand' }];
      annotationsOf(object)[provided] = 'other, by-hand';
    });
    expect(messages('order/exists', tree)).toEqual([]);
  });

  test("a declaration on the pods' ServiceAccount provides it too", () => {
    const tree = broken('ServiceAccount/shop-cart-service', (object) => {
      object.metadata.annotations[provided] = 'shop-cart-db,registry';
    });
    const left = new Map(tree);
    left.delete('prod/shop-cart/ExternalSecret.shop-cart-db.yaml');
    expect(
      messages('order/exists', left).filter((message) => message.includes('Deployment.shop-cart-service')),
    ).toEqual([]);
  });

  test('a StatefulSet provides the claims of its templates, one for each pod', () => {
    const claim = (name: string) =>
      inPod((spec) => {
        spec.volumes = [{ name: 'tmp', persistentVolumeClaim: { claimName: name } }];
      });
    expect(messages('order/exists', claim('data-shop-cart-db-0'))).toEqual([]);
    expect(messages('order/exists', claim('data-shop-cart-db-1'))).toHaveLength(1);
  });

  test('what every cluster has, and another namespace that the tree knows nothing of, is there', () => {
    const tree = withObjects(
      {
        ...make('RoleBinding', {}),
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' }],
      },
      make('HTTPRoute', { parentRefs: [{ name: 'shared', namespace: 'gateways' }] }),
      make('Pod', {
        serviceAccountName: 'default',
        priorityClassName: 'system-cluster-critical',
        runtimeClassName: 'gvisor',
      }),
    );
    expect(messages('order/exists', tree)).toEqual([]);
  });
});

describe('what must come first', () => {
  test('a reference to a later wave is a fault', () => {
    expect(messages('order/in-time', inWave('ConfigMap/shop-cart-api', 3))).toEqual([
      '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0].envFrom[0].configMapRef.name: found ConfigMap uo-prod/shop-cart-api in wave 3, expected at most wave 2. Move the one earlier or the other later.',
    ]);
  });

  test('a Secret that is made later than the database that reads it is a fault', () => {
    expect(messages('order/in-time', inWave('ExternalSecret/shop-cart-db', 2))).toEqual([
      '[Job.shop-cart-migrate-1.4.0.yaml] spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name: found ExternalSecret uo-prod/shop-cart-db in wave 2, expected at most wave 1. Move the one earlier or the other later.',
      '[StatefulSet.shop-cart-db.yaml] spec.template.spec.volumes[0].secret.secretName: found ExternalSecret uo-prod/shop-cart-db in wave 2, expected at most wave 0. Move the one earlier or the other later.',
    ]);
  });

  test('a PreSync hook runs before the objects of its own application', () => {
    const tree = broken('Job/shop-cart-migrate-1.4.0', (object) => {
      object.metadata.annotations[hook] = 'PreSync';
    });
    expect(messages('order/in-time', tree)[0]).toBe(
      '[Job.shop-cart-migrate-1.4.0.yaml] spec.template.spec.imagePullSecrets[0].name: found ExternalSecret uo-prod/registry in wave -1, expected at most PreSync wave 1. Make it a Sync hook with a wave of its own, or what it needs a PreSync hook as well.',
    );
  });

  test('the platform comes before every application, whatever its waves', () => {
    const tree = goodTree();
    const path = 'prod/shop-cart/ConfigMap.shop-cart-api.yaml';
    const config = tree.get(path) as Loose;
    config.metadata.annotations[wave] = '9';
    tree.delete(path);
    tree.set('prod/platform/ConfigMap.shop-cart-api.yaml', config);
    expect(messages('order/in-time', tree)).toEqual([]);
    const quota = tree.get('prod/platform/ResourceQuota.uo-prod.yaml') as Loose;
    quota.metadata.annotations[wave] = '-11';
    expect(messages('order/in-time', new Map(tree))).toEqual([
      '[prod/platform/ResourceQuota.uo-prod.yaml] metadata.namespace: found Namespace uo-prod in platform wave -10, expected at most platform wave -11. Move the one earlier or the other later.',
    ]);
  });

  test('a policy that comes after its pods leaves them open, or a job waiting', () => {
    expect(messages('order/policies-in-time', inWave('NetworkPolicy/shop-cart-migrate', 2))).toEqual([
      `[NetworkPolicy.shop-cart-migrate.yaml] metadata.annotations["${wave}"]: found wave 2, expected at most wave 1, that of Job uo-prod/shop-cart-migrate-1.4.0. Give the policy the wave of the first of these pods, or an earlier one.`,
    ]);
  });

  test('a default deny that comes after anything but its namespace leaves other applications open', () => {
    const tree = broken('NetworkPolicy/default-deny', ({ metadata: { annotations } }) => {
      annotations[wave] = '-7';
    });
    expect(messages('order/deny-first', tree)).toEqual([
      `[prod/platform/NetworkPolicy.default-deny.yaml] metadata.annotations["${wave}"]: found platform wave -7, expected at most platform wave -9, that of LimitRange uo-prod/uo-prod. Give the policy the first wave behind that of the Namespace.`,
    ]);
  });

  test('a Service that comes after its pods keeps a migration waiting', () => {
    expect(messages('order/services-in-time', inWave('Service/shop-cart-db', 1))).toEqual([
      `[Service.shop-cart-db.yaml] metadata.annotations["${wave}"]: found wave 1, expected at most wave 0, that of StatefulSet uo-prod/shop-cart-db. Give the Service the wave of its pods, or an earlier one.`,
    ]);
    expect(messages('order/services-in-time', withObjects(make('Service', {})))).toEqual([]);
  });

  test('a migration comes after its database, with a wave or without', () => {
    const job = 'Job/shop-cart-migrate-1.4.0';
    const unordered = broken(job, ({ metadata: { annotations } }) => delete annotations[wave]);
    const expected = [
      `[Job.shop-cart-migrate-1.4.0.yaml] metadata.annotations["${wave}"]: found wave 0, expected a later one than wave 0, that of StatefulSet uo-prod/shop-cart-db. Give the Job a later wave than the StatefulSet.`,
    ];
    expect(messages('order/jobs-after-stores', unordered)).toEqual(expected);
    expect(messages('order/jobs-after-stores', inWave(job, 0))).toEqual(expected);
    const noWaves = new Map(unordered);
    const database = noWaves.get('prod/shop-cart/StatefulSet.shop-cart-db.yaml') as Loose;
    delete database.metadata.annotations[wave];
    expect(messages('order/jobs-after-stores', noWaves)).toEqual([]);
  });

  test('a migration comes before the pods that meet its schema', () => {
    const job = 'Job/shop-cart-migrate-1.4.0';
    expect(messages('order/jobs-in-time', inWave(job, 2))).toEqual([
      `[Job.shop-cart-migrate-1.4.0.yaml] metadata.annotations["${wave}"]: found wave 2, expected an earlier one than wave 2, that of Deployment uo-prod/shop-cart-service. Give the Job an earlier wave than the Deployment, or make it a PostSync hook if it is to run afterwards.`,
    ]);
    expect(messages('order/jobs-in-time', inWave('Deployment/shop-cart-service', 1))).toHaveLength(1);
    expect(messages('order/jobs-in-time', inWave('Deployment/shop-cart-api', 1))).toEqual([]);
  });

  test('a job without a wave, or one for afterwards, comes when it likes', () => {
    const job = 'Job/shop-cart-migrate-1.4.0';
    const afterwards = broken(job, ({ metadata: { annotations } }) => {
      Object.assign(annotations, { [wave]: '3', [hook]: 'PostSync' });
    });
    const unordered = broken(job, ({ metadata: { annotations } }) => delete annotations[wave]);
    expect([afterwards, unordered].flatMap((tree) => messages('order/jobs-in-time', tree))).toEqual([]);
  });
});
