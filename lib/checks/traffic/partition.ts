import { remember } from './remember.ts';

/** Splits `0 … size-1` into the fewest groups that no cut divides: two numbers share a group when every cut treats them alike. */
export class Partition {
  readonly #group: Int32Array;
  #next: number;

  /** @param initial a number each; different ones never share a group. */
  constructor(initial: readonly number[]) {
    this.#group = Int32Array.from(initial);
    this.#next = initial.reduce((most, each) => Math.max(most, each), -1) + 1;
  }

  /** Parts the members from all others, in time linear in the members. */
  cut(members: readonly number[]): void {
    if (members.length === 1) {
      this.#group[members[0]!] = this.#next++;
      return;
    }
    const moved = new Map<number, number>();
    const next = () => this.#next++;
    for (let i = 0; i < members.length; i++) {
      const member = members[i]!;
      this.#group[member] = remember(moved, this.#group[member]!, next);
    }
  }

  /** The groups, numbered from 0 in the order of their first members. */
  groups(): { readonly of: Int32Array; readonly members: readonly (readonly number[])[] } {
    const numbers = new Int32Array(this.#next).fill(-1);
    const members: number[][] = [];
    const of = this.#group.map((group, i) => {
      const number = numbers[group]!;
      if (number < 0) numbers[group] = members.push([i]) - 1;
      else members[number]!.push(i);
      return numbers[group]!;
    });
    return { of, members };
  }
}
