import type { Part } from '../../model/observability/part.ts';

const annotation = 'unifyops.dev/exceptions';
/** The day on which somebody has to look at the exceptions again. */
const until = '2029-12-31';
const reason = "it reads the node's own folders, read-only and alone in its namespace";

/** Why the DaemonSet that reads folders of its node may. */
export function exceptionsOf({ nodePaths }: Part): Readonly<Record<string, string>> {
  if (nodePaths.length === 0) return {};
  return { [annotation]: `pod/host-path until ${until}: ${reason}` };
}

/** Why its namespace enforces no Pod Security. */
export const nodesNamespaceException: Readonly<Record<string, string>> = {
  [annotation]: `namespace/pod-security until ${until}: node-exporter mounts folders of its node, and nothing else runs here`,
};
