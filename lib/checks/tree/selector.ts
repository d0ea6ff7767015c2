import { at, type Json, list, strings, text } from '../json.ts';

/**
 * True if `labels` fit a `LabelSelector`: all of `matchLabels` and all of `matchExpressions`. An empty selector fits
 * everything; an absent one must be handled by the caller, since its meaning differs from kind to kind.
 */
export function matches(selector: unknown, labels: Json): boolean {
  for (const [key, value] of strings(at(selector, 'matchLabels'))) if (at(labels, key) !== value) return false;
  return list(at(selector, 'matchExpressions')).every((expression) => matchesExpression(expression, labels));
}

function matchesExpression(expression: unknown, labels: Json): boolean {
  const value = at(labels, text(at(expression, 'key')));
  const values = list(at(expression, 'values'));
  switch (at(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      // The API server refuses any other operator, so nothing is selected.
      return false;
  }
}

/** A `LabelSelector` that says the same as a plain map of labels, the form that Services use. */
export function fromLabels(labels: unknown): Json {
  return { matchLabels: labels };
}
