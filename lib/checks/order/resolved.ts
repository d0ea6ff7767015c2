import { objectRule } from '../rule.ts';
import type { Entry } from '../tree/index.ts';
import { compareTurns, showTurn } from '../tree/waves.ts';
import { isProvidedOutside, providedSecretsAnnotation, providerOf } from './providers.ts';
import type { Reference } from './reference.ts';
import { referencesOf } from './references.ts';
import { waveDocs } from './wave.ts';

export const exists = objectRule(
  {
    id: 'order/exists',
    title: 'Everything that an object refers to is in the tree or known to be elsewhere.',
    why: 'A pod that names a missing object waits for it forever; a route or autoscaler that does is dead.',
    repair: 'Add the object, or correct the name.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/',
  },
  undefined,
  function* (entry, environment) {
    for (const reference of referencesOf(entry, environment)) {
      if (providerOf(reference, environment) !== undefined || isProvidedOutside(reference, entry, environment))
        continue;
      const found = showReference(reference);
      const expected = 'an object of the same environment';
      if (reference.kind === 'Secret')
        yield { path: reference.path, found, expected, repair: secretRepair(reference.name) };
      else yield { path: reference.path, found, expected };
    }
  },
);

function secretRepair(name: string): string {
  return `Add an ExternalSecret, SealedSecret or Certificate that makes it, or annotate the object ${providedSecretsAnnotation}: ${name} if someone makes it by hand.`;
}

export const inTime = objectRule(
  {
    id: 'order/in-time',
    title: 'Everything that an object refers to is applied in the same wave or before.',
    why: 'Argo CD waits until a wave is healthy: an object that waits for a later wave stops the sync for good.',
    repair: 'Move the one earlier or the other later.',
    reference: waveDocs,
  },
  undefined,
  function* (entry, environment) {
    for (const reference of referencesOf(entry, environment)) {
      const provider = providerOf(reference, environment);
      if (provider === undefined || compareTurns(provider.turn, entry.turn) <= 0) continue;
      const found = `${provider.id} in ${showTurn(provider.turn)}`;
      const expected = `at most ${showTurn(entry.turn)}`;
      yield { path: reference.path, found, expected, ...hookRepair(entry) };
    }
  },
);

/** PreSync hooks run before the application's own objects exist, whatever their waves. */
function hookRepair(entry: Entry): { repair?: string } {
  if (entry.turn.phase > 0) return {};
  return { repair: 'Make it a Sync hook with a wave of its own, or what it needs a PreSync hook as well.' };
}

function showReference(reference: Reference): string {
  const { kind, namespace, name } = reference;
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}, which nothing provides`;
}
