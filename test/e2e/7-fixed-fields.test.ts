import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../lib/render/tree.ts';
import { builtPart } from '../../tools/build/build-part.ts';
import { fixedCases } from '../checks/change/risks/fixed-cases.ts';
import { createAuthority } from './harness/certificates.ts';
import { type ApiServer, startApiServer } from './harness/cluster/api-server.ts';
import { type Etcd, startEtcd } from './harness/cluster/etcd.ts';
import { say } from './harness/say.ts';
import { createWorkspace, type Workspace } from './harness/workspace.ts';

// What unifyops diff says of the same cases is asserted in test/checks/change/risks/fixed-cases.test.ts.
describe('a real API server refuses just the changes that unifyops diff says it refuses', () => {
  let workspace: Workspace;
  let etcd: Etcd;
  let server: ApiServer;

  beforeAll(async () => {
    const [etcdFolder, kubernetes] = [await builtPart('etcd', say), await builtPart('kubernetes', say)];
    workspace = createWorkspace();
    etcd = await startEtcd(workspace, etcdFolder);
    const authority = await createAuthority(workspace.sub('certificates'));
    server = await startApiServer(workspace, kubernetes, authority, etcd.port);
    await server.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    await server.api.apply({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'shop' },
    });
  });

  afterAll(async () => {
    await server?.program().kill();
    await etcd?.program.kill();
    await workspace?.remove();
  });

  test.each(fixedCases.map((each, index) => [each.refused ? 'refuses' : 'takes', each.name, each, index] as const))(
    '%s %s',
    async (_, __, { old, next, refused }, index) => {
      const named = (object: KubeObject) => ({ ...object, metadata: { ...object.metadata, name: `case-${index}` } });
      await server.api.apply(named(old));
      const answer = await server.api.apply(named(next)).then(
        () => 'taken',
        (error: Error) => error.message,
      );
      if (refused) expect(answer).toMatch(/: 422 /);
      else expect(answer).toBe('taken');
    },
  );
});
