import type { Invariant } from '../check.ts';
import { fileOf } from '../tree/index.ts';
import { faultsOfRule, schemaRules } from './faults.ts';

export { schemaFaults, schemaRules } from './faults.ts';
export type { KindEntry, SchemaIndex } from './schema-node.ts';
export { kindEntry, schemaIndex } from './store.ts';

const conventions =
  'https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md';

function invariant(rule: keyof typeof schemaRules, words: Omit<Invariant, 'id' | 'check'>): Invariant {
  return {
    id: schemaRules[rule],
    ...words,
    check: (tree) => [...tree.keys()].sort().flatMap((path) => faultsOfRule(rule, fileOf(path), tree.get(path)!)),
  };
}

/** The rules that a cluster's API server keeps for every object, each decidable without a cluster. */
export const schemaInvariants: readonly Invariant[] = [
  invariant('kind', {
    title: 'Every object has a kind in an API version that is generally available.',
    why: 'Alpha and beta versions are off by default and go away; a misspelled kind stops the whole sync.',
    repair: 'Use the apiVersion and kind that the message names.',
    reference: 'https://kubernetes.io/docs/reference/using-api/deprecation-policy/',
  }),
  invariant('fields', {
    title: 'Every field is one that the API server knows, of its type and within its limits.',
    why: 'The API server drops an unknown field without a word, so that a typo loses a setting.',
    repair: 'Correct the field as the message says.',
    reference: conventions,
  }),
  invariant('identity', {
    title: 'Every object has a name, a scope and a size that the API server takes.',
    why: 'A name that fits a Deployment may be refused for a Service, and only when it is applied.',
    repair: 'Rename the object, or split it if it is too large.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  }),
];
