import type { Tree } from '../../../lib/render/tree.ts';
import { type Answer, ApiError, type Call } from '../harness/api/connection.ts';
import { KubeApi } from '../harness/api/kube-api.ts';
import { installCustomResources } from '../harness/cluster/custom-resources.ts';
import { sleep } from '../harness/wait.ts';
import type { Api, ApiAnswer } from './api.ts';

/** Applies a tree with server-side apply and strict validation, the custom resources' definitions and namespaces first. */
export async function applyTree(api: Api, tree: Tree): Promise<{ applied: number; refused: readonly string[] }> {
  const kube = new KubeApi(async <T>(call: Call): Promise<Answer<T>> => {
    const { status, body } = await patiently(() => api.call(call.method, call.path, call.body, call.contentType));
    if (status >= 400) throw new ApiError(call, status, JSON.stringify(body));
    return { body, warnings: [] };
  });
  await installCustomResources(kube);
  await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } });
  const refused: string[] = [];
  const first = [...tree].sort(([, a], [, b]) => Number(b.kind === 'Namespace') - Number(a.kind === 'Namespace'));
  for (const [path, object] of first) {
    await kube.apply(object).catch((error: Error) => refused.push(`${path}: ${error.message}`));
  }
  return { applied: first.length - refused.length, refused };
}

/** Asks again while three API servers that share two cores say that they are too busy, as every client of Kubernetes does. */
async function patiently(call: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  for (let tries = 0; ; tries++) {
    const answer = await call();
    if (tries === 5 || ![429, 500, 503, 504].includes(answer.status)) return answer;
    await sleep(1000);
  }
}
