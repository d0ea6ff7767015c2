import type { Labels, Requirement, Selector } from './selectors.ts';

/** What values one label may have: a list, or everything but a list; and whether it may be missing. */
interface Domain {
  readonly missing: boolean;
  readonly values: ReadonlySet<string>;
  /** Whether `values` are the ones excluded rather than the ones allowed. */
  readonly except: boolean;
}

const anything: Domain = { missing: true, values: new Set(), except: true };

/** Whether a condition holds for all labels a description covers, for some of them, or for none. */
export type Certainty = 'always' | 'sometimes' | 'never';

/** Whether two conditions hold together. */
export function least(a: Certainty, b: Certainty): Certainty {
  if (a === 'never' || b === 'never') return 'never';
  return a === 'always' && b === 'always' ? 'always' : 'sometimes';
}

/** A description of labels that are not known one by one, such as those of all pods that a selector matches. */
export class LabelDomain {
  readonly #domains: ReadonlyMap<string, Domain>;
  /** Whether labels without a domain are absent rather than unknown. */
  readonly #closed: boolean;

  private constructor(domains: ReadonlyMap<string, Domain>, closed: boolean) {
    this.#domains = domains;
    this.#closed = closed;
  }

  /** All labels that a selector matches. */
  static of(selector: Selector): LabelDomain {
    return new LabelDomain(new Map(), false).narrow(selector.requirements);
  }

  /** Exactly these labels. */
  static exactly(labels: Labels): LabelDomain {
    const domains = Object.entries(labels).map(
      ([key, value]) => [key, domainOf({ key, operator: 'In', values: [value] })] as const,
    );
    return new LabelDomain(new Map(domains), true);
  }

  /** Those of these labels that also meet the requirements. */
  narrow(requirements: readonly Requirement[]): LabelDomain {
    const domains = new Map(this.#domains);
    for (const requirement of requirements) {
      domains.set(requirement.key, meet(domains.get(requirement.key) ?? this.#other, domainOf(requirement)));
    }
    return new LabelDomain(domains, this.#closed);
  }

  /** Whether no labels fit the description. */
  get isEmpty(): boolean {
    return [...this.#domains.values()].some(isEmpty);
  }

  /** The only value a label can have, when there is just one and it can't be missing. */
  only(key: string): string | undefined {
    const { missing, values, except } = this.#domains.get(key) ?? this.#other;
    return !missing && !except && values.size === 1 ? [...values][0] : undefined;
  }

  /** How surely these labels match a selector. */
  matches(selector: Selector): Certainty {
    if (this.narrow(selector.requirements).isEmpty) return 'never';
    const sure = selector.requirements.every((requirement) => {
      const own = this.#domains.get(requirement.key) ?? this.#other;
      return isEmpty(meet(own, complement(domainOf(requirement))));
    });
    return sure ? 'always' : 'sometimes';
  }

  get #other(): Domain {
    return this.#closed ? { missing: true, values: new Set(), except: false } : anything;
  }
}

function domainOf({ operator, values }: Requirement): Domain {
  switch (operator) {
    case 'In':
      return { missing: false, values: new Set(values), except: false };
    case 'NotIn':
      return { missing: true, values: new Set(values), except: true };
    case 'Exists':
      return { missing: false, values: new Set(), except: true };
    case 'DoesNotExist':
      return { missing: true, values: new Set(), except: false };
  }
}

function complement({ missing, values, except }: Domain): Domain {
  return { missing: !missing, values, except: !except };
}

function meet(a: Domain, b: Domain): Domain {
  const missing = a.missing && b.missing;
  if (a.except && b.except) return { missing, values: new Set([...a.values, ...b.values]), except: true };
  const [list, other] = a.except ? [b, a] : [a, b];
  return {
    missing,
    values: new Set([...list.values].filter((value) => other.values.has(value) !== other.except)),
    except: false,
  };
}

function isEmpty({ missing, values, except }: Domain): boolean {
  return !missing && !except && values.size === 0;
}
