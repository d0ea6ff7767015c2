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

/** Matches everything. */
export const everything: Selector = { requirements: [], key: '' };

/** The selector of the given requirements. */
export function selectorOf(requirements: readonly Requirement[]): Selector {
  if (requirements.length === 0) return everything;
  const keys = requirements.map(requirementKey);
  return { requirements, key: keys.length === 1 ? keys[0]! : [...new Set(keys)].sort().join('\n') };
}

// Neither a label nor a value can hold a blank or a line break.
function requirementKey({ key, operator, values }: Requirement): string {
  return operator === 'In' && values.length === 1
    ? equalityKey(key, values[0]!)
    : `${key} ${operator} ${values.join(' ')}`;
}

/** The key of a selector for one label with one value. */
export function equalityKey(name: string, value: string): string {
  return `${name}=${value}`;
}

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
