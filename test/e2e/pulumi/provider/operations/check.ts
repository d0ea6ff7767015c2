import { isObject, type Values } from '../values/values.ts';

/** Why the engine is to refuse an object before anything happens. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** Fields that only a server writes: what a program gives for them is dropped. */
const readOnly: readonly string[] = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'uid',
];

/**
 * The inputs as they are kept. The real provider makes up a name where there is none; every object of ours has one, so the stand-in
 * refuses.
 */
export function check(news: Values): { readonly inputs: Values; readonly failures: readonly Failure[] } {
  const { metadata } = news;
  if (!isObject(metadata) || metadata.name === undefined) {
    const reason = 'The stand-in for the Kubernetes provider names nothing by itself: give it a name.';
    return { inputs: news, failures: [{ property: 'metadata.name', reason }] };
  }
  const kept = Object.fromEntries(Object.entries(metadata).filter(([key]) => !readOnly.includes(key)));
  return { inputs: { ...news, metadata: kept }, failures: [] };
}
