/** A set of pod classes: short ones are searched through, long ones have a bit for each class. */
export class ClassSet {
  /** Ascending. */
  readonly classes: Int32Array;
  readonly #bits: Uint32Array | undefined;

  /**
   * @param of the class of each pod.
   * @param size number of all classes.
   */
  constructor(pods: readonly number[], of: Int32Array, size: number) {
    const all = new Int32Array(pods.length);
    for (let i = 0; i < all.length; i++) all[i] = of[pods[i]!]!;
    this.classes = all.length < 2 ? all : distinct(all.sort());
    if (this.classes.length <= 8) return;
    this.#bits = new Uint32Array((size + 31) >> 5);
    for (const each of this.classes) this.#bits[each >> 5]! |= 1 << (each & 31);
  }

  has(each: number): boolean {
    if (this.#bits === undefined) return this.classes.includes(each);
    return (this.#bits[each >> 5]! & (1 << (each & 31))) !== 0;
  }
}

function distinct(sorted: Int32Array): Int32Array {
  let length = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[length++] = sorted[i]!;
  return sorted.slice(0, length);
}
