/**
 * How to read what Kubernetes leaves open (an `ipBlock` that covers pods, pods on their node's network) or the tree does not say (labels
 * of a namespace without a Namespace object):
 * - `literal`: as the API reference and the tree say it: an `ipBlock` means no pods, a pod on its node's network is a pod, and a
 *   namespace has no labels but those that are seen;
 * - `strict`: only what every network plugin lets through;
 * - `permissive`: whatever some network plugin may let through.
 */
export type Reading = 'literal' | 'strict' | 'permissive';

/** A value for each reading; the same one where they don't differ. */
export type ByReading<T> = Readonly<Record<Reading, T>>;

/** Calls back once for each value that isn't the literal one again. */
export function forEachDifferent<T>({ literal, strict, permissive }: ByReading<T>, visit: (value: T) => void): void {
  visit(literal);
  if (strict !== literal) visit(strict);
  if (permissive !== literal) visit(permissive);
}

/** Makes a value for each reading from another; where those are the same, so are these. */
export function mapReadings<A, B>({ literal, strict, permissive }: ByReading<A>, make: (value: A) => B): ByReading<B> {
  const made = make(literal);
  return {
    literal: made,
    strict: strict === literal ? made : make(strict),
    permissive: permissive === literal ? made : make(permissive),
  };
}
