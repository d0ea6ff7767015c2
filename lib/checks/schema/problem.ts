import { field, show } from '../json.ts';

/** What a place in an object is called: field names and list positions from the root on. */
export type Place = readonly (string | number)[];

/** A fault whose owner is not known yet. */
export interface Problem {
  /** `spec.containers[0].image`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly repair: string;
}

/** `spec.containers[0].image`, `metadata.labels["app.kubernetes.io/name"]`. */
export function placeText(place: Place): string {
  return place.reduce<string>((base, part) => (typeof part === 'number' ? `${base}[${part}]` : field(base, part)), '');
}

/** A value as a message shows it, telling `null` from nothing. */
export function shown(value: unknown): string {
  return value === null ? 'null' : show(value);
}
