import type { Part } from '../../model/observability/part.ts';
import { bytesText, coresText, quantityAmount } from '../../model/values/quantity.ts';

/** Nodes that the quota of a DaemonSet leaves room for. */
const mostNodes = 100;

/** Exactly what parts ask for at their largest: a rollout of each under way, and a pod on each node. */
export function quotaOf(parts: readonly Part[]): Readonly<Record<string, string>> {
  const sum = (amount: (part: Part) => number) =>
    parts.reduce((total, part) => total + amount(part) * largest(part), 0);
  return {
    'requests.cpu': coresText(sum(({ resources }) => quantityAmount(resources.requests.cpu))),
    'requests.memory': bytesText(sum(({ resources }) => quantityAmount(resources.requests.memory))),
    'requests.storage': bytesText(sum(({ volume }) => (volume?.sizeGi ?? 0) * 2 ** 30)),
    pods: String(sum(() => 1)),
  };
}

function largest({ runs }: Part): number {
  if (runs === 'DaemonSet') return mostNodes;
  return runs === 'Deployment' ? 2 : 1;
}
