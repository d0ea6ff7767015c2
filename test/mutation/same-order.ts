import type { KubeObject, Tree } from '../../lib/render/tree.ts';

const annotation = 'argocd.argoproj.io/sync-wave';

/** What Argo CD applies before the pods of the same wave, and takes for healthy at once. */
const readyAtOnce = new Set(['ConfigMap', 'NetworkPolicy', 'Role', 'RoleBinding', 'Service', 'ServiceAccount']);
const podKinds = new Set(['CronJob', 'Deployment', 'Job', 'StatefulSet']);

/** Whether two objects differ in their wave alone, and every other object of the folder comes before, with or after both alike. */
export function isSameOrder(tree: Tree, file: string, before: KubeObject, after: KubeObject): boolean {
  if (withoutWave(before) !== withoutWave(after)) return false;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const others = [...tree].filter(([path]) => path.startsWith(folder) && path !== file).map(([, other]) => other);
  const isBefore = (other: KubeObject) => podKinds.has(before.kind) && readyAtOnce.has(other.kind);
  const placeBeside = (other: KubeObject, wave: number) =>
    Math.sign(wave - waveOf(other) + (isBefore(other) ? 0.5 : 0));
  const place = (object: KubeObject) => others.map((other) => placeBeside(other, waveOf(object))).join();
  return Number.isInteger(waveOf(after)) && place(before) === place(after);
}

/** Argo CD takes an object without a wave for one of wave 0. */
function waveOf({ metadata: { annotations = {} } }: KubeObject): number {
  return Number(annotations[annotation] ?? 0);
}

function withoutWave(object: KubeObject): string {
  return JSON.stringify(object, (key, value) => (key === annotation ? undefined : value));
}
