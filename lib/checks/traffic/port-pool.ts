import { PortSet } from './ports.ts';
import { remember } from './remember.ts';

/** Gives every set of ports a small number, and joins sets by their numbers: a large cluster has few different ones. */
export class PortPool {
  /** The number of the empty set. */
  static readonly none = 0;
  /** The number of the set of all ports. */
  static readonly all = 1;

  readonly #sets: PortSet[] = [PortSet.none, PortSet.all];
  readonly #ids = new Map<string, number>(this.#sets.map((set, id) => [set.key, id]));
  readonly #unions = new Map<number, number>();
  readonly #intersections = new Map<number, number>();

  id(set: PortSet): number {
    const known = this.#ids.get(set.key);
    if (known !== undefined) return known;
    this.#sets.push(set);
    this.#ids.set(set.key, this.#sets.length - 1);
    return this.#sets.length - 1;
  }

  set(id: number): PortSet {
    return this.#sets[id]!;
  }

  union(a: number, b: number): number {
    if (a === b || b === PortPool.none || a === PortPool.all) return a;
    if (a === PortPool.none || b === PortPool.all) return b;
    return remembered(this.#unions, a, b, () => this.id(this.set(a).union(this.set(b))));
  }

  intersect(a: number, b: number): number {
    if (a === b || b === PortPool.all || a === PortPool.none) return a;
    if (a === PortPool.all || b === PortPool.none) return b;
    return remembered(this.#intersections, a, b, () => this.id(this.set(a).intersect(this.set(b))));
  }
}

function remembered(memory: Map<number, number>, a: number, b: number, compute: () => number): number {
  const key = a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
  return remember(memory, key, compute);
}
