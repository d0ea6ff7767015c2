import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import type { Cluster } from '../../harness/cluster/cluster.ts';
import { freePorts } from '../../harness/ports.ts';
import type { Program } from '../../harness/program.ts';
import { type PodFile, writeFiles } from '../rendered.ts';
import { accountToken } from './environment.ts';
import { startPrometheus } from './prometheus.ts';

/** A target that Prometheus found. */
export interface FoundTarget {
  /** Name of the scrape configuration. */
  readonly scrapePool: string;
  /** `http://10.0.0.7:8002/metrics`. */
  readonly scrapeUrl: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What Kubernetes says of it, before relabeling. */
  readonly discoveredLabels: Readonly<Record<string, string>>;
}

interface Seen {
  readonly activeTargets: readonly FoundTarget[];
}

/** A Prometheus that looks for targets in a real API server, as the ServiceAccount that is rendered for it. */
export interface Discovery {
  /** The targets that it keeps, and the names of all pods that it saw, dropped ones too. */
  readonly seen: () => Promise<{ readonly targets: readonly FoundTarget[]; readonly pods: ReadonlySet<string> }>;
  readonly program: Program;
}

/** Starts Prometheus with its rendered configuration; what it lacks outside of a pod is where the API server is, and its token. */
export async function startDiscovery(
  cluster: Cluster,
  files: readonly PodFile[],
  namespace: string,
): Promise<Discovery> {
  const { workspace, server, authority } = cluster;
  const folder = workspace.sub('prometheus');
  const [port = 0] = await freePorts(1);
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, await accountToken(cluster, namespace, 'prometheus'));
  const outside = {
    api_server: `https://127.0.0.1:${server.port}`,
    authorization: { credentials_file: tokenFile },
    tls_config: { ca_file: authority.certificate },
  };
  writeFiles(folder, files, (text) => {
    if (!text.startsWith('global:')) return text;
    const config = load(text) as { readonly scrape_configs: readonly ScrapeConfig[] };
    const scrape_configs = config.scrape_configs.map((job) => ({
      ...job,
      ...(job.kubernetes_sd_configs && {
        kubernetes_sd_configs: job.kubernetes_sd_configs.map((one) => ({ ...one, ...outside })),
      }),
      ...(job.authorization && { authorization: outside.authorization, tls_config: outside.tls_config }),
    }));
    return dump({ ...config, rule_files: [join(folder, 'etc/prometheus-rules/*.yaml')], scrape_configs });
  });
  const program = await startPrometheus(workspace, folder, port);
  const seen = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/targets?state=any`);
    const { data } = (await response.json()) as {
      readonly data: Seen & { readonly droppedTargets: Seen['activeTargets'] };
    };
    const pods = [...data.activeTargets, ...data.droppedTargets].flatMap(
      ({ discoveredLabels }) => discoveredLabels.__meta_kubernetes_pod_name ?? [],
    );
    return { targets: data.activeTargets, pods: new Set(pods) };
  };
  return { seen, program };
}

interface ScrapeConfig {
  readonly kubernetes_sd_configs?: readonly object[];
  readonly authorization?: object;
}
