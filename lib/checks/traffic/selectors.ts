/** How a requirement compares a label; the four of the Kubernetes API. */
export const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** One condition on one label. */
export interface Requirement {
  readonly key: string;
  readonly operator: (typeof operators)[number];
  /** Empty for `Exists` and `DoesNotExist`; sorted. */
  readonly values: readonly string[];
}

/** Labels of a pod or a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** All requirements must hold, so an empty selector matches everything. `matchLabels` are requirements with `In` and one value. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** Equal for selectors that say the same in another order. */
  readonly key: string;
}

/** The selector of the given requirements. */
export function selectorOf(requirements: readonly Requirement[]): Selector {
  const key = [...new Set(requirements.map((each) => JSON.stringify([each.key, each.operator, each.values])))]
    .sort()
    .join();
  return { requirements, key };
}

/** Matches everything. */
export const everything: Selector = selectorOf([]);

/** Whether one label condition holds; as in Kubernetes, `NotIn` holds where the label is missing. */
export function meets(labels: Labels, requirement: Requirement): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** Whether the labels meet every requirement. */
export function matches(selector: Selector, labels: Labels): boolean {
  return selector.requirements.every((requirement) => meets(labels, requirement));
}

/** `app=api,tier in (a, b),!legacy`: kubectl's way of writing a selector; empty for one that matches everything. */
export function selectorText(selector: Selector): string {
  return selector.requirements.map(requirementText).join(',');
}

function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(', ')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
