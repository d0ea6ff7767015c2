import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { checkTree } from '../../lib/checks/index.ts';
import type { Plan } from '../../lib/model/index.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { changed, type Loose } from './trees.ts';

/**
 * A renderer that opens a door nobody declared, in both halves, so that no rule about policies alone can see it: only the plan knows
 * that web/flask-api must not be called by operations/core-go.
 */
function withDoor(tree: Tree): Tree {
  const pods = (stack: string, part: string) => ({
    podSelector: { matchLabels: { 'app.kubernetes.io/instance': stack, 'app.kubernetes.io/name': part } },
  });
  const ports = [{ port: 5000, protocol: 'TCP' }];
  const inside = changed(tree, 'dev/web-flask-api/NetworkPolicy.web-flask-api.yaml', ({ spec }: Loose) => {
    spec.ingress.push({ from: [pods('operations-core-go', 'core-go')], ports });
  });
  return changed(inside, 'dev/operations-core-go/NetworkPolicy.operations-core-go.yaml', ({ spec }: Loose) => {
    spec.egress.push({ to: [pods('web-flask-api', 'flask-api')], ports });
  });
}

const { infraTree } = await import('../../lib/gitops/infra-tree.ts');
const broken = (plans: readonly Plan[]) => withDoor(infraTree(plans));
jest.unstable_mockModule('../../lib/gitops/infra-tree.ts', () => ({ infraTree: broken }));
const { synthesizeInto } = await import('../../lib/synth/synthesize.ts');
const { plansOf } = await import('../../lib/synth/plans.ts');
const { loadPlatform } = await import('../../lib/load/platform.ts');

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unifyops-synth-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a connection that nobody declared is written nowhere, although every rule is kept', async () => {
  const out = join(folder, 'dist');
  await expect(synthesizeInto({ root, out, environments: ['dev'] })).rejects.toThrow(
    '[dev web/flask-api] connection operations/core-go/core-go → flask-api: found TCP 5000 open on the ingress side',
  );
  expect(existsSync(out)).toBe(false);
  const plans = plansOf(await loadPlatform(root, ['dev']));
  expect(checkTree(broken(plans))).toEqual([]);
});
