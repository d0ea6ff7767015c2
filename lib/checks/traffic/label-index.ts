import { remember } from './remember.ts';
import { type Labels, matches, type Requirement, type Selector } from './selectors.ts';

/** Finds whose labels a selector matches without looking at everyone: each label leads to those who carry it. */
export class LabelIndex {
  readonly #labels: readonly Labels[];
  readonly #carriers = new Map<string, Map<string, number[]>>();
  readonly #everyone: readonly number[];

  constructor(labels: readonly Labels[]) {
    this.#labels = labels;
    this.#everyone = labels.map((_, i) => i);
    labels.forEach((each, i) => {
      for (const key of Object.keys(each)) this.#add(key, each[key]!, i);
    });
  }

  #add(key: string, value: string, i: number): void {
    const values = remember(this.#carriers, key, () => new Map<string, number[]>());
    const carriers = values.get(value);
    // Most values have one carrier, and an empty list that grows would leave room for many.
    if (carriers === undefined) values.set(value, [i]);
    else carriers.push(i);
  }

  /** The places of all that match among `pool`, in its order or ascending. */
  select(selector: Selector, pool: readonly number[] = this.#everyone): readonly number[] {
    const { requirements } = selector;
    let shortest = pool;
    for (let i = 0; i < requirements.length; i++) {
      const carriers = this.#candidates(requirements[i]!);
      if (carriers !== undefined && carriers.length < shortest.length) shortest = carriers;
    }
    // whoever was found by the only requirement meets it
    if (requirements.length === 0 || (requirements.length === 1 && shortest !== pool)) return shortest;
    return shortest.filter((i) => matches(selector, this.#labels[i]!));
  }

  // Only requirements that name a carried label narrow the search.
  #candidates({ key, operator, values }: Requirement): readonly number[] | undefined {
    if (operator !== 'In') return undefined;
    const byValue = this.#carriers.get(key);
    if (values.length === 1) return byValue?.get(values[0]!) ?? [];
    return [...new Set(values)].flatMap((value) => byValue?.get(value) ?? []).sort((a, b) => a - b);
  }
}
