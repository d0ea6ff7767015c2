import { isObject, type Values } from './values.ts';

/** An object as a server keeps it: the texts of a Secret's `stringData` stand, encoded, in its `data`. */
export function storedForm(object: Values): Values {
  const { stringData, ...rest } = object;
  if (object.apiVersion !== 'v1' || object.kind !== 'Secret' || !isObject(stringData)) return object;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]);
  return { ...rest, data: { ...(isObject(rest.data) ? rest.data : {}), ...Object.fromEntries(encoded) } };
}
