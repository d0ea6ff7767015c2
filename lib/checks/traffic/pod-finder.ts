import type { Cluster } from './cluster.ts';
import { LabelIndex } from './label-index.ts';
import { remember } from './remember.ts';
import type { Selector } from './selectors.ts';
import type { Pod } from './workloads.ts';

/** All pods of a cluster, numbered, and who of them a selector of pods and namespaces means. */
export class PodFinder {
  readonly pods: readonly Pod[];
  /** The place of each pod's workload in the cluster's list. */
  readonly workloadOf: readonly number[];
  readonly #index: LabelIndex;
  readonly #inhabited: readonly string[];
  readonly #namespaceIndex: LabelIndex;
  readonly #byNamespace = new Map<string, number[]>();
  readonly #known = new Map<string, Places>();

  constructor(cluster: Cluster) {
    this.pods = cluster.workloads.flatMap(({ pods }) => pods);
    this.workloadOf = cluster.workloads.flatMap(({ pods }, workload) => pods.map(() => workload));
    this.#index = new LabelIndex(this.pods.map(({ labels }) => labels));
    this.pods.forEach(({ namespace }, pod) => {
      remember(this.#byNamespace, namespace, () => []).push(pod);
    });
    this.#inhabited = [...this.#byNamespace.keys()];
    this.#namespaceIndex = new LabelIndex(this.#inhabited.map((name) => cluster.namespaces.get(name)!.labels));
  }

  /** The matching pods in one namespace, given by name, or in all namespaces that a selector matches. */
  find(namespaces: Selector | string, pods: Selector): readonly number[] {
    if (typeof namespaces !== 'string' && namespaces.requirements.length === 0) return this.#index.select(pods);
    const { inside, there } = this.#places(namespaces);
    if (pods.requirements.length === 0) return there;
    return this.#index.select(pods, there).filter((pod) => inside.has(this.pods[pod]!.namespace));
  }

  #places(namespaces: Selector | string): Places {
    const key = typeof namespaces === 'string' ? `=${namespaces}` : namespaces.key;
    return remember(this.#known, key, () => {
      const names =
        typeof namespaces === 'string'
          ? [namespaces]
          : this.#namespaceIndex.select(namespaces).map((i) => this.#inhabited[i]!);
      return { inside: new Set(names), there: names.flatMap((name) => this.#byNamespace.get(name) ?? []) };
    });
  }
}

interface Places {
  readonly inside: ReadonlySet<string>;
  readonly there: readonly number[];
}
