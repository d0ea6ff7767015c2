import type { Field } from './field.ts';
import { everything, operators, type Requirement, type Selector, selectorOf } from './selectors.ts';

/** The label selector at a field of a manifest; absent and empty both match everything. */
export function selectorAt(owner: Field, key: string): Selector {
  if (!owner.has(key)) return everything;
  const field = owner.at(key);
  const labels = field.texts('matchLabels');
  for (const [name, value] of labels) {
    if (!isLabelName(name) || !isLabelValue(value)) field.at('matchLabels').at(name).reject(labelForm, labelRepair);
  }
  const requirements = equalities(labels);
  for (const expression of field.list('matchExpressions')) requirements.push(...requirementOf(expression));
  return selectorOf(requirements);
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
  if (!isLabelName(key)) field.at('key').reject(labelForm, labelRepair);
  for (const value of values) if (!isLabelValue(value.value)) value.reject(labelForm, labelRepair);
  if (operator === undefined) field.at('operator').reject(operators.join(', '), 'Name one of the four.');
  if (operator === undefined) return [];
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues !== values.length > 0) {
    const expected = `${needsValues ? 'at least one value' : 'no values'} for ${operator}`;
    field.at('values').reject(expected, 'Change the values or the operator.');
  }
  return [{ key, operator, values: values.map(({ value }) => String(value)).sort() }];
}

const labelForm = 'a label: letters, digits, dashes, dots and underscores, at most 63 of them';
const labelRepair = 'Write the label as the pods have it, numbers in quotes.';

const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const labelName = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

function isLabelName(text: string): boolean {
  return labelName.test(text);
}

function isLabelValue(value: unknown): boolean {
  return typeof value === 'string' && labelValue.test(value);
}
