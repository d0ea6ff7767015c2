import type { KubeApi, StoredObject } from '../../../harness/api/kube-api.ts';
import { condition } from './readiness.ts';

interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly state?: {
    readonly waiting?: Told;
    readonly terminated?: Told & { readonly exitCode: number };
  };
}

interface Told {
  readonly reason?: string;
  readonly message?: string;
}

/** What keeps the pods of a workload from being ready, a line a pod; nothing for an object without pods. */
export async function podProblems(api: KubeApi, { metadata, spec }: StoredObject): Promise<readonly string[]> {
  const labels: Readonly<Record<string, string>> = spec?.selector?.matchLabels ?? {};
  if (Object.keys(labels).length === 0) return [];
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const { namespace } = metadata;
  const place = { apiVersion: 'v1', kind: 'Pod', ...(namespace === undefined ? {} : { namespace }) };
  return (await api.list(place, selector.join(','))).flatMap(podProblem);
}

/** What keeps a pod from being ready, if anything. */
export function podProblem(pod: StoredObject): readonly string[] {
  const state = condition(pod, 'Ready');
  if (state === undefined || state.status === 'True' || pod.status?.phase === 'Succeeded') return [];
  const said = state.reason !== undefined && state.message !== undefined ? [state.message] : [];
  const statuses = (pod.status?.containerStatuses ?? []) as readonly ContainerStatus[];
  const parts = [...said, ...statuses.flatMap(containerProblem)];
  return parts.length === 0 ? [] : [`[Pod ${pod.metadata.namespace}/${pod.metadata.name}]: ${parts.join(' ')}`];
}

function containerProblem({ name, ready, state = {} }: ContainerStatus): readonly string[] {
  const { waiting, terminated } = state;
  if (ready) return [];
  if (waiting !== undefined) {
    return waiting.reason === 'ContainerCreating' ? [] : [`[${waiting.reason}] ${waiting.message ?? ''}`.trimEnd()];
  }
  if (terminated?.reason === undefined) return [];
  const { reason, message, exitCode } = terminated;
  return [
    message === undefined ? `container "${name}" completed with exit code ${exitCode}` : `[${reason}] ${message}`,
  ];
}
