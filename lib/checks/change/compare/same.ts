import { isRecord, type Json } from '../../json.ts';
import { parseQuantity } from '../../quantity.ts';

/** Whether two values of a manifest say the same: the order of keys, `null` for absent and the spelling of quantities don't matter. */
export function same(a: unknown, b: unknown): boolean {
  return equal(a, b, isAbsent, '', '');
}

/**
 * Whether the API server, which takes an empty list, map or string for an absent one, sees no difference: what it compares a
 * field by that must not change. The order of every list matters to it.
 */
export function sameToServer(a: unknown, b: unknown): boolean {
  return equal(a, b, isEmpty, '', '');
}

/** The same for a single field `key` inside the map `holder`, by which quantities are known. */
export function sameField(a: unknown, b: unknown, key: string, holder: string): boolean {
  return equal(a, b, isAbsent, key, holder);
}

/** The own field `key` of a record; manifests may hold keys such as `constructor`. */
export function own(record: Json, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

type IsNothing = (value: unknown) => boolean;

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function isEmpty(value: unknown): boolean {
  if (isAbsent(value) || value === '') return true;
  return typeof value === 'object' && Object.values(value as object).every(isAbsent);
}

function equal(a: unknown, b: unknown, isNothing: IsNothing, key: string, holder: string): boolean {
  if (a === b || (isNothing(a) && isNothing(b))) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index], isNothing, '', key));
  }
  if (isRecord(a) && isRecord(b)) return equalRecords(a, b, isNothing, key);
  return isQuantity(key, holder) && equalQuantities(a, b);
}

function equalRecords(a: Json, b: Json, isNothing: IsNothing, key: string): boolean {
  for (const name of Object.keys(a)) if (!equal(a[name], own(b, name), isNothing, name, key)) return false;
  for (const name of Object.keys(b)) if (!Object.hasOwn(a, name) && !isNothing(b[name])) return false;
  return true;
}

/** Maps of a resource's name to a quantity. */
const quantityMaps: ReadonlySet<string> = new Set([
  'capacity',
  'default',
  'defaultRequest',
  'hard',
  'limits',
  'max',
  'maxLimitRequestRatio',
  'min',
  'requests',
]);

/** Fields that hold a quantity wherever they stand. */
const quantityFields: ReadonlySet<string> = new Set(['averageValue', 'divisor', 'sizeLimit']);

function isQuantity(key: string, holder: string): boolean {
  return quantityMaps.has(holder) || quantityFields.has(key);
}

function equalQuantities(a: unknown, b: unknown): boolean {
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  if (left === undefined || right === undefined) return false;
  // `100m` and `0.1` are one amount that floating point may tell apart in its last digit.
  return Math.abs(left - right) <= Math.abs(left) * 1e-12;
}
