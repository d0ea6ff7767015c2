import type { KubeObject } from '../../../../../lib/render/tree.ts';
import type { StoredObject } from '../../../harness/api/kube-api.ts';
import { asObject, asValues } from '../values/checkpoint.ts';
import { at, type Path, parsePath } from '../values/difference.ts';
import { isObject, type Value, type Values } from '../values/values.ts';

interface Managed {
  readonly manager: string;
  readonly fieldsV1?: Values;
}

/**
 * The object with the fields that a program ignores as the cluster has them: a field that somebody else owns is left out, since
 * applying it would claim it; a field of our own stays as it is, since leaving it out would remove it.
 */
export function applyIgnored(
  wanted: KubeObject,
  live: StoredObject,
  fieldManager: string,
  ignoreChanges: readonly string[],
): KubeObject {
  const managed = ((live.metadata as { readonly managedFields?: readonly Managed[] }).managedFields ?? []) as Managed[];
  const owns = (path: Path) => ({
    we: managed.some((entry) => entry.manager === fieldManager && claims(entry, path)),
    others: managed.some((entry) => entry.manager !== fieldManager && claims(entry, path)),
  });
  return ignoreChanges.map(parsePath).reduce((object, path) => {
    const { we, others } = owns(path);
    if (others && !we) return asObject(withValue(asValues(object), path, undefined) as Values);
    const found = at(asValues(live), path);
    return found === undefined ? object : asObject(withValue(asValues(object), path, found) as Values);
  }, wanted);
}

/** Whether somebody's claims reach a field: claims are nested, `f:` before each name. */
function claims({ fieldsV1 }: Managed, path: Path): boolean {
  return (
    at(
      fieldsV1,
      path.map((step) => `f:${step}`),
    ) !== undefined
  );
}

/** A copy with another value at a path, or without it. */
function withValue(object: Value | undefined, [step, ...rest]: Path, value: Value | undefined): Value | undefined {
  if (step === undefined) return value;
  if (!isObject(object)) return object;
  const { [String(step)]: child, ...others } = object;
  const changed = withValue(child, rest, value);
  return changed === undefined ? others : { ...others, [String(step)]: changed };
}
