import type { Field } from './field.ts';
import { operators, type Requirement, type Selector, selectorOf } from './selectors.ts';

/** The label selector of a manifest; absent and empty both match everything. */
export function selectorFrom(field: Field): Selector {
  const labels = Object.entries(field.at('matchLabels').texts()).map(
    ([key, value]): Requirement => ({ key, operator: 'In', values: [value] }),
  );
  return selectorOf([...labels, ...field.at('matchExpressions').items().flatMap(requirementFrom)]);
}

function requirementFrom(field: Field): readonly Requirement[] {
  const key = field.at('key').text();
  const operator = operators.find((each) => each === field.at('operator').value);
  const values = field
    .at('values')
    .items()
    .flatMap((value) => value.text() ?? []);
  if (key === undefined || key === '') field.at('key').reject('the name of a label', 'Name the label to compare.');
  if (operator === undefined) field.at('operator').reject(operators.join(', '), 'Name one of the four.');
  if (key === undefined || key === '' || operator === undefined) return [];
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues !== values.length > 0) {
    field
      .at('values')
      .reject(
        `${needsValues ? 'at least one value' : 'no values'} for ${operator}`,
        'Change the values or the operator.',
      );
    return [];
  }
  return [{ key, operator, values: values.sort() }];
}
