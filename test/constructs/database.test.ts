import { describe, expect, test } from '@jest/globals';
import { type DatabaseProps, eks, type Release, type Stack } from '../../lib/model/index.ts';
import { withWorkload } from '../fixtures/base.ts';
import { environmentWith } from '../model/plan/plan-of.ts';
import { containerOf, type Loose, objectOf, objectsOf, rendered, renderedStacks } from './rendered.ts';

const migration = { workload: 'search', command: ['migrate', '--up'] };
const edges = [{ from: 'search', to: 'main', why: 'it keeps' }];
const stackWith = (props: DatabaseProps): Stack => withWorkload({}, { databases: { main: props }, edges });
const treeWith = (props: DatabaseProps) => renderedStacks([stackWith(props)]);

describe('a database', () => {
  const tree = treeWith({ migration });
  const server = objectOf(tree, 'StatefulSet');

  test('and its claims are never pruned, and neither is what it needs to start again', () => {
    const keep = 'Prune=false,Delete=false';
    expect(server.metadata.annotations['argocd.argoproj.io/sync-options']).toBe(keep);
    expect(server.spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    const account = objectsOf(tree, 'ServiceAccount').find(({ metadata }) => metadata.name === 'shop-search-main');
    expect(account.metadata.annotations['argocd.argoproj.io/sync-options']).toBe(keep);
    expect(objectsOf(tree, 'PersistentVolumeClaim')).toEqual([]);
  });

  test('has claims that no later setting of labels would have to change', () => {
    const claims = server.spec.volumeClaimTemplates;
    expect(claims.map(({ metadata }: Loose) => metadata.name)).toEqual(['data', 'backup']);
    for (const { apiVersion, kind, metadata } of claims) {
      expect({ apiVersion, kind }).toEqual({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
      expect(metadata.labels).toEqual(server.spec.selector.matchLabels);
    }
  });

  test('is one pod behind a name, whose password is in a Secret', () => {
    expect(server.spec.replicas).toBe(1);
    expect(objectOf(tree, 'Service', 'shop-search-main').spec).toMatchObject({
      clusterIP: 'None',
      ports: [{ port: 5432 }],
    });
    expect(containerOf(server).env).toContainEqual({
      name: 'POSTGRES_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'shop-search-main', key: 'password' } },
    });
  });

  test('stands in an earlier wave than its migration, and that before the applications', () => {
    const waves = [server, objectOf(tree, 'Job'), objectOf(tree, 'Deployment')].map(
      ({ metadata }) => metadata.annotations['argocd.argoproj.io/sync-wave'],
    );
    expect(waves).toEqual(['0', '1', '2']);
  });
});

describe("a migration's Job", () => {
  const digest = `sha256:${'2'.repeat(64)}`;
  const jobWith = (release: Release, props: DatabaseProps = { migration }, tag = release.tag) =>
    objectOf(
      rendered({
        stacks: [stackWith(props)],
        environment: environmentWith({}),
        releases: { 'shop/search': { search: { ...release, tag } } },
      }),
      'Job',
    );
  const name = (...args: Parameters<typeof jobWith>): string => jobWith(...args).metadata.name;
  const release = { tag: '1.0.0', digest };

  test('keeps its name as long as nothing changes', () => {
    expect(name({ ...release })).toBe(name(release));
    expect(name(release)).toMatch(/^shop-search-main-migrate-1-0-0-[0-9a-f]{8}$/);
  });

  test('gets a new name with a new release, and with new content', () => {
    const names = [
      name(release),
      name({ ...release, tag: '1.0.1' }),
      name({ ...release, digest: `sha256:${'3'.repeat(64)}` }),
      name(release, { migration: { ...migration, command: ['migrate', '--down'] } }),
      name(release, { migration: { ...migration, timeoutSeconds: 60 } }),
      name(release, { migration, version: '16' }),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  test('has a name that Kubernetes takes, whatever the tag', () => {
    for (const tag of ['1', '_', 'Sha_1F2E3D4', 'a'.repeat(128), 'release.2024-01-01.rc.1']) {
      expect(name(release, { migration }, tag)).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])$/);
    }
  });

  test('waits for the database, runs the command once and fails loudly', () => {
    const { spec } = jobWith(release);
    expect(spec).toMatchObject({ backoffLimit: 2, activeDeadlineSeconds: 600 });
    expect(spec).not.toHaveProperty('ttlSecondsAfterFinished'); // a Job that vanished would be applied again
    expect(spec.template.spec.initContainers[0].command).toContain('shop-search-main');
    expect(spec.template.spec.containers[0].command).toEqual(['migrate', '--up']);
    expect(spec.template.spec.restartPolicy).toBe('Never');
  });
});

describe('a backup', () => {
  const cron = objectOf(treeWith({}), 'CronJob');

  test('runs every night beside the database, one at a time', () => {
    expect(cron.spec).toMatchObject({ schedule: '30 2 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' });
    const [term] =
      cron.spec.jobTemplate.spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(term.labelSelector).toEqual(objectOf(treeWith({}), 'StatefulSet').spec.selector);
  });

  test('writes to the claim that the server holds open', () => {
    const { volumes } = cron.spec.jobTemplate.spec.template.spec;
    expect(volumes).toContainEqual({
      name: 'backup',
      persistentVolumeClaim: { claimName: 'backup-shop-search-main-0' },
    });
  });

  test('is left out where nobody wants one, and its volume with it', () => {
    const tree = treeWith({ backup: false });
    expect(objectsOf(tree, 'CronJob')).toEqual([]);
    expect(objectOf(tree, 'StatefulSet').spec.volumeClaimTemplates).toHaveLength(1);
  });
});

describe('a managed database', () => {
  const tree = renderedStacks([stackWith({ managed: true, migration })], { cluster: eks() });

  test('is a name in the cluster for one outside', () => {
    expect(objectOf(tree, 'Service', 'shop-search-main').spec).toEqual({
      type: 'ExternalName',
      externalName: 'shop-search-main.db.internal',
    });
  });

  test('has no pods, no volumes and no backup here, but its migration', () => {
    expect([...objectsOf(tree, 'StatefulSet'), ...objectsOf(tree, 'CronJob')]).toEqual([]);
    expect(containerOf(objectOf(tree, 'Job')).env).toContainEqual({ name: 'PGHOST', value: 'shop-search-main' });
  });

  test('is reached by the addresses of the databases alone, on a port that no other one has', () => {
    const { egress } = objectOf(tree, 'NetworkPolicy', 'shop-search-main-migrate').spec;
    expect(egress).toContainEqual({
      to: ['10.0.192.0/20', '10.0.208.0/20', '10.0.224.0/20'].map((cidr) => ({ ipBlock: { cidr } })),
      ports: [{ port: 53_696, protocol: 'TCP' }],
    });
    expect(containerOf(objectOf(tree, 'Job')).env).toContainEqual({ name: 'PGPORT', value: '53696' });
  });
});
