import { expect } from '@jest/globals';
import type { KubeApi } from '../../harness/api/kube-api.ts';
import type { Engine } from './engine.ts';
import { madeObjects } from './objects.ts';
import { type OperationResult, well } from './report.ts';
import { exportState, keyOf } from './state.ts';

/** One more run, which must succeed; then state and cluster hold the same objects, each once, and nothing is pending. */
export async function runWhole(engine: Engine, api: KubeApi): Promise<OperationResult> {
  const result = await well(engine.run('up'));
  // Pulumi goes on naming what a killed run was creating, done or not, until it is told to look.
  await engine.cli('refresh', '--clear-pending-creates', '--skip-preview', '--yes');
  const { objects, pending } = await exportState(engine);
  expect(objects.map(keyOf).sort()).toEqual([...(await madeObjects(api)).keys()].sort());
  expect(objects.filter((object) => object.delete)).toEqual([]);
  expect(pending).toHaveLength(0);
  return result;
}
