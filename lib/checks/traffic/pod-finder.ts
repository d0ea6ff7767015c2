import { type Cluster, namespaceNamed } from './cluster.ts';
import { LabelDomain } from './label-domain.ts';
import { LabelIndex } from './label-index.ts';
import { type ByReading, mapReadings } from './reading.ts';
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
  readonly #named = new Map<string, Places>();
  readonly #selected = new Map<string, Places>();
  /** Inhabited namespaces without a Namespace object: nothing but their name is known. */
  readonly #guessed: ReadonlyMap<string, LabelDomain>;
  readonly #certainties = new Map<string, ByReading<Places | undefined>>();

  constructor(cluster: Cluster) {
    this.pods = cluster.workloads.flatMap(({ pods }) => pods);
    this.workloadOf = cluster.workloads.flatMap(({ pods }, workload) => pods.map(() => workload));
    this.#index = new LabelIndex(this.pods.map(({ labels }) => labels));
    this.pods.forEach(({ namespace }, pod) => {
      remember(this.#byNamespace, namespace, () => []).push(pod);
    });
    this.#inhabited = [...this.#byNamespace.keys()];
    this.#namespaceIndex = new LabelIndex(this.#inhabited.map((name) => cluster.namespaces.get(name)!.labels));
    this.#guessed = new Map(
      this.#inhabited
        .filter((name) => !cluster.namespaces.get(name)!.declared)
        .map((name) => [name, LabelDomain.of(namespaceNamed(name))]),
    );
  }

  /** The matching pods in one namespace, given by name, or in all namespaces that a selector matches; read literally. */
  find(namespaces: Selector | string, pods: Selector): readonly number[] {
    if (typeof namespaces !== 'string' && namespaces.requirements.length === 0) return this.#index.select(pods);
    return this.#findIn(this.#places(namespaces), pods);
  }

  /** As `find`, in each reading. */
  findInEach(namespaces: Selector | string, pods: Selector): ByReading<readonly number[]> {
    const literal = this.find(namespaces, pods);
    if (typeof namespaces === 'string' || this.#guessed.size === 0)
      return { literal, strict: literal, permissive: literal };
    const certainties = remember(this.#certainties, namespaces.key, () => this.#guess(namespaces));
    return mapReadings(certainties, (places) => (places === undefined ? literal : this.#findIn(places, pods)));
  }

  #findIn({ inside, there }: Places, pods: Selector): readonly number[] {
    if (pods.requirements.length === 0) return there;
    const found = this.#index.select(pods, there);
    const isOutside = (pod: number) => !inside.has(this.pods[pod]!.namespace);
    return found.some(isOutside) ? found.filter((pod) => !isOutside(pod)) : found;
  }

  #places(namespaces: Selector | string): Places {
    return typeof namespaces === 'string'
      ? remember(this.#named, namespaces, () => this.#placesOf([namespaces]))
      : remember(this.#selected, namespaces.key, () => this.#placesOf(this.#matching(namespaces)));
  }

  #matching(namespaces: Selector): readonly string[] {
    return this.#namespaceIndex.select(namespaces).map((i) => this.#inhabited[i]!);
  }

  #placesOf(names: readonly string[]): Places {
    return { inside: new Set(names), there: names.flatMap((name) => this.#byNamespace.get(name) ?? []) };
  }

  /** Where a reading differs from the literal one, the places it means. */
  #guess(namespaces: Selector): ByReading<Places | undefined> {
    const unsure = [...this.#guessed]
      .filter(([, labels]) => labels.matches(namespaces) === 'sometimes')
      .map(([name]) => name);
    if (unsure.length === 0) return { literal: undefined, strict: undefined, permissive: undefined };
    const { inside } = this.#places(namespaces);
    return {
      literal: undefined,
      strict: this.#placesOf([...inside].filter((name) => !unsure.includes(name))),
      permissive: this.#placesOf([...new Set([...inside, ...unsure])]),
    };
  }
}

interface Places {
  readonly inside: ReadonlySet<string>;
  readonly there: readonly number[];
}
