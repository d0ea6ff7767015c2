/** A set of pod classes: short ones are searched through, long ones have a bit for each class. */
export class ClassSet {
  /** Ascending. */
  readonly classes: readonly number[];
  readonly #bits: Uint32Array | undefined;

  /**
   * @param of the class of each pod.
   * @param size number of all classes.
   */
  constructor(pods: readonly number[], of: Int32Array, size: number) {
    const all = pods.map((pod) => of[pod]!);
    // Classes are numbered in the order of their first pods, so that those of single pods ascend already.
    this.classes = isAscending(all) ? all : [...new Set(all)].sort((a, b) => a - b);
    if (this.classes.length <= 8) return;
    this.#bits = new Uint32Array((size + 31) >> 5);
    for (const each of this.classes) this.#bits[each >> 5]! |= 1 << (each & 31);
  }

  has(each: number): boolean {
    if (this.#bits === undefined) return this.classes.includes(each);
    return (this.#bits[each >> 5]! & (1 << (each & 31))) !== 0;
  }
}

function isAscending(numbers: readonly number[]): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! <= numbers[i - 1]!) return false;
  return true;
}
