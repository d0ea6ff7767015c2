import { at, type Json, strings, text } from '../json.ts';
import type { Entry } from './entry.ts';
import { type Pod, podOf } from './pods.ts';
import { matches } from './selector.ts';

/** The objects of one environment, found by kind, by name and by label in constant time. */
export class EnvironmentIndex {
  readonly name: string;
  /** Sorted by path. */
  readonly entries: readonly Entry[];
  readonly pods: readonly Pod[];
  readonly #byKind: ReadonlyMap<string, readonly Entry[]>;
  readonly #byKindAndNamespace: ReadonlyMap<string, readonly Entry[]>;
  readonly #byName: ReadonlyMap<string, Entry>;
  readonly #podByEntry: ReadonlyMap<Entry, Pod>;
  readonly #podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
  readonly #podsByLabel: ReadonlyMap<string, readonly Pod[]>;
  readonly #namespaces: ReadonlySet<string>;

  constructor(name: string, entries: readonly Entry[]) {
    this.name = name;
    this.entries = entries;
    this.pods = entries.map(podOf).filter((pod) => pod !== undefined);
    this.#byKind = groupBy(entries, (entry) => [entry.type]);
    this.#byKindAndNamespace = groupBy(entries, (entry) => [`${entry.type}/${entry.namespace}`]);
    // The first of two objects with one name wins; that there are two is a fault of its own.
    this.#byName = new Map(
      entries.toReversed().map((entry) => [nameKey(entry.type, entry.namespace, entry.name), entry]),
    );
    this.#podByEntry = new Map(this.pods.map((pod) => [pod.entry, pod]));
    this.#podsByNamespace = groupBy(this.pods, (pod) => [pod.entry.namespace]);
    this.#podsByLabel = groupBy(this.pods, (pod) =>
      strings(pod.labels).map(([key, value]) => labelKey(pod.entry.namespace, key, value)),
    );
    this.#namespaces = new Set(entries.map((entry) => (entry.type === 'Namespace' ? entry.name : entry.namespace)));
  }

  /** All objects of a kind, sorted by path. */
  ofKind(kind: string): readonly Entry[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** All objects of a kind in one namespace, sorted by path. */
  ofKindIn(kind: string, namespace: string): readonly Entry[] {
    return this.#byKindAndNamespace.get(`${kind}/${namespace}`) ?? [];
  }

  /** The object of this kind and name; `namespace` is empty for cluster-scoped kinds. */
  find(kind: string, namespace: string, name: string): Entry | undefined {
    return this.#byName.get(nameKey(kind, namespace, name));
  }

  /** The pod template in the object of `entry`. */
  podOf(entry: Entry): Pod | undefined {
    return this.#podByEntry.get(entry);
  }

  /** True if the environment has the Namespace itself or any object in it. */
  knowsNamespace(namespace: string): boolean {
    return this.#namespaces.has(namespace);
  }

  /** All pods of a namespace. */
  podsIn(namespace: string): readonly Pod[] {
    return this.#podsByNamespace.get(namespace) ?? [];
  }

  /** The pods of a namespace that a `LabelSelector` selects; an absent or empty one selects all. */
  podsSelected(namespace: string, selector: unknown): readonly Pod[] {
    return this.#candidates(namespace, selector).filter((pod) => matches(selector, pod.labels));
  }

  /** Value of a label on the Namespace object, empty if there is none. */
  namespaceLabel(namespace: string, label: string): string {
    const entry = this.find('Namespace', '', namespace);
    return text(at(entry?.object.metadata.labels as Json | undefined, label));
  }

  /** The fewest pods among which all selected ones are: those of the rarest label that the selector demands. */
  #candidates(namespace: string, selector: unknown): readonly Pod[] {
    let fewest = this.podsIn(namespace);
    for (const [key, value] of strings(at(selector, 'matchLabels'))) {
      const pods = this.#podsByLabel.get(labelKey(namespace, key, value)) ?? [];
      if (pods.length < fewest.length) fewest = pods;
    }
    return fewest;
  }
}

function nameKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}

/** A map that is computed once for each environment, when a rule first asks for it. */
export function perEnvironment<T>(compute: (environment: EnvironmentIndex) => T): (environment: EnvironmentIndex) => T {
  const known = new WeakMap<EnvironmentIndex, { readonly value: T }>();
  return (environment) => {
    let entry = known.get(environment);
    if (entry === undefined) {
      entry = { value: compute(environment) };
      known.set(environment, entry);
    }
    return entry.value;
  };
}

/** The items under each of their keys, in their order. */
export function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
