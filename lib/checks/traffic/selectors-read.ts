import type { Field } from './field.ts';
import { remember } from './remember.ts';
import { equalityKey, everything, operators, type Requirement, type Selector, selectorOf } from './selectors.ts';

/** The label selector at a field of a manifest; absent and empty both match everything. Equal selectors are one object. */
export function selectorAt(owner: Field, key: string): Selector {
  if (!owner.has(key)) return everything;
  const field = owner.at(key);
  const { selectors } = field.origin.gathered;
  const labels = field.texts('matchLabels');
  const expressions = field.list('matchExpressions');
  const [first, ...others] = labels;
  if (first !== undefined && others.length === 0 && expressions.length === 0) {
    // By far most selectors are this one label, and the same few.
    const known = selectors.get(equalityKey(...first));
    if (known !== undefined) return known;
  }
  const valid = labels.map(([name, value]) => labelFits(field.at('matchLabels').at(name), name, value));
  const selector = selectorOf([...equalities(labels), ...expressions.flatMap(requirementOf)]);
  return valid.every(Boolean) ? remember(selectors, selector.key, () => selector) : selector;
}

/** Requirements that labels have exactly these values. */
export function equalities(labels: readonly (readonly [string, string])[]): Requirement[] {
  return labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

function requirementOf(field: Field): readonly Requirement[] {
  const key = field.text('key') ?? '';
  const written = field.peek('operator');
  const operator = operators.find((each) => each === written);
  const values = field.list('values');
  labelFits(field.at('key'), key, '');
  for (const value of values) labelFits(value, 'any', value.value);
  if (operator === undefined) field.at('operator').reject(operators.join(', '), 'Name one of the four.');
  if (operator === undefined) return [];
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues !== values.length > 0) {
    const expected = `${needsValues ? 'at least one value' : 'no values'} for ${operator}`;
    field.at('values').reject(expected, 'Change the values or the operator.');
  }
  return [{ key, operator, values: values.map(({ value }) => (typeof value === 'string' ? value : '')).sort() }];
}

const labelForm = 'a label: letters, digits, dashes, dots and underscores, at most 63 of them';
const labelRepair = 'Write the label as the pods have it, numbers in quotes.';

const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const labelName = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

function labelFits(field: Field, name: string, value: unknown): boolean {
  const fits = labelName.test(name) && typeof value === 'string' && labelValue.test(value);
  if (!fits) field.reject(labelForm, labelRepair);
  return fits;
}
