import { isObject, type Value, type Values } from './values.ts';

/** Way to a field: names of keys and numbers of list items. */
export type Path = readonly (string | number)[];

/** A field that differs. */
export interface Change {
  readonly path: Path;
  readonly kind: 'add' | 'delete' | 'update';
}

/** What of `live` has a counterpart in `shape`: fields that the server added, or others own, are no difference. */
export function prune(live: Values, shape: Values): Values {
  return Object.fromEntries(
    Object.entries(live)
      .filter(([key]) => shape[key] !== undefined)
      .map(([key, value]) => [key, pruneValue(value, shape[key]!)]),
  );
}

function pruneValue(live: Value, shape: Value): Value {
  if (isObject(live) && isObject(shape)) return prune(live, shape);
  if (Array.isArray(live) && Array.isArray(shape)) {
    return live.slice(0, shape.length).map((item, index) => pruneValue(item, shape[index]!));
  }
  return live;
}

/** Every field in which two values differ, as deep as both have the same form. */
export function differences(before: Value | undefined, after: Value | undefined, path: Path = []): readonly Change[] {
  if (Object.is(before, after)) return [];
  if (before === undefined || before === null) return after === null ? [] : [{ path, kind: 'add' }];
  if (after === undefined || after === null) return [{ path, kind: 'delete' }];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const count = Math.max(before.length, after.length);
    return Array.from({ length: count }, (_, index) =>
      differences(before[index], after[index], [...path, index]),
    ).flat();
  }
  return [{ path, kind: 'update' }];
}

/** The value at a path, or undefined. */
export function at(value: Value | undefined, path: Path): Value | undefined {
  let found = value as unknown;
  for (const step of path) found = (found as Record<string | number, unknown> | null | undefined)?.[step];
  return found as Value | undefined;
}

/** `spec.template.spec.containers[0].image`; keys that are no plain words stand in brackets. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (/^[A-Za-z_$][\w$]*$/.test(step)) return index === 0 ? step : `.${step}`;
      return `["${step.replaceAll('"', '\\"')}"]`;
    })
    .join('');
}

/** Reads what `formatPath` writes, and what `ignoreChanges` of a program holds. */
export function parsePath(text: string): Path {
  const steps = text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g);
  return [...steps].map(([, quoted, index, word]) => {
    if (quoted !== undefined) return quoted.replaceAll('\\"', '"');
    if (index === undefined) return word!;
    return index === '*' ? index : Number(index);
  });
}

/** Whether a field lies at a path or below it; `*` is any item. */
export function isWithin(field: Path, path: Path): boolean {
  return path.length <= field.length && path.every((step, index) => step === '*' || step === field[index]);
}
