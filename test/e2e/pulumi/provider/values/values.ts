/*
 * Values as they travel between the engine and a provider: JSON, where a secret and a value that is not known yet (in a preview)
 * are marked by signatures that the engine's protocol fixes.
 */

/** JSON, possibly with secrets and unknown values inside. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** An object of values. */
export type Values = { readonly [key: string]: Value };

const signatureKey = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';

/** Stands for a value that only the real run will know. */
export const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Whether a value is an object with keys. */
export function isObject(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is marked as a secret. */
export function isSecret(value: Value | undefined): boolean {
  return isObject(value) && value[signatureKey] === secretSignature;
}

/** The value, marked as a secret. */
export function secret(value: Value): Value {
  return isSecret(value) ? value : { [signatureKey]: secretSignature, value: plain(value) };
}

/** The value without any mark of a secret, however deep. */
export function plain(value: Value): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  if (isSecret(value)) return plain(value.value ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

/** Whether any value inside is not known yet. */
export function hasUnknown(value: Value): boolean {
  return some(value, (child) => child === unknownValue);
}

/** Whether anything inside is a secret. */
export function hasSecret(value: Value): boolean {
  return some(value, isSecret);
}

/**
 * `output`, with everything marked as a secret that is one in `input`. A list with a secret inside is one secret as a whole, since
 * a server may change its order. A Kubernetes Secret's data are secrets always.
 */
export function markSecrets(output: Values, input: Values): Values {
  if (output.kind === 'Secret') return markKeys(output, ['data', 'stringData']);
  const entries = Object.entries(output).map(([key, value]): [string, Value] => {
    const given = input[key];
    if (given === undefined) return [key, value];
    if (isObject(value) && isObject(given) && !isSecret(given)) return [key, markSecrets(value, given)];
    return [key, hasSecret(given) ? secret(value) : value];
  });
  return Object.fromEntries(entries);
}

function markKeys(object: Values, keys: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, keys.includes(key) ? secret(value) : value]),
  );
}

function some(value: Value, test: (value: Value) => boolean): boolean {
  if (test(value)) return true;
  if (Array.isArray(value)) return value.some((child) => some(child, test));
  return isObject(value) && Object.values(value).some((child) => some(child, test));
}
