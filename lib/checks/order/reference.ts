import type { Entry } from '../tree/index.ts';

/** What one object names of another. */
export interface Reference {
  /** The field that holds the name: `spec.scaleTargetRef`. */
  readonly path: string;
  readonly kind: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  /** True for what a cluster may bring along, such as a StorageClass: its order counts only if the tree has it. */
  readonly mayBeOutside?: boolean;
}

/** Collects the references of one object; names that are no strings are left to the schema check. */
export class References {
  readonly found: Reference[] = [];
  readonly #entry: Entry;

  constructor(entry: Entry) {
    this.#entry = entry;
  }

  /** A reference into `namespace`, by default the object's own. */
  add(path: string, kind: string, name: unknown, namespace?: unknown): void {
    if (typeof name !== 'string' || name === '') return;
    const target = typeof namespace === 'string' && namespace !== '' ? namespace : this.#entry.namespace;
    this.found.push({ path, kind, namespace: target, name });
  }

  /** A reference to an object without a namespace. */
  addCluster(path: string, kind: string, name: unknown, mayBeOutside: boolean): void {
    if (typeof name !== 'string' || name === '') return;
    this.found.push({ path, kind, namespace: '', name, mayBeOutside });
  }
}
