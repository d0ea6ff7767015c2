import type { Invariant } from '../../check.ts';
import { at, field, isRecord, type Json, list, record, scalar, strings } from '../../json.ts';
import { isProvidedOutside, providerOf } from '../../order/providers.ts';
import { containerRule, objectRule, type Violation } from '../../rule.ts';
import type { Entry, EnvironmentIndex } from '../../tree/index.ts';
import { credentialIn, isHarmless, looksRandom, mayNameSecret, namesSecret } from './credential.ts';

const secretDocs = 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/';
const elsewhere =
  'Keep it in the secret store and name it here: a SealedSecret or ExternalSecret makes the Secret in the cluster.';

const noSecretData = objectRule(
  {
    id: 'secrets/no-data',
    title: 'No rendered Secret holds data.',
    why: 'Base64 hides nothing: whoever reads the repository, today or in its history, has the value.',
    repair: elsewhere,
    reference: secretDocs,
  },
  ['Secret'],
  function* (entry) {
    for (const part of ['data', 'stringData']) {
      for (const [key, value] of Object.entries(record(at(entry.object, part)))) {
        if (value === '' || value === null) continue;
        yield { path: field(part, key), found: 'a value in plain sight', expected: 'no value in a rendered file' };
      }
    }
  },
);

const noCredential = objectRule(
  {
    id: 'secrets/no-credential',
    title: 'No string of any object holds a credential.',
    why: 'A key, token or password in a manifest is in Git, in Argo CD and in the output of kubectl.',
    repair: elsewhere,
    reference: secretDocs,
  },
  undefined,
  function* (entry) {
    // What a SealedSecret holds is encrypted, and a Secret is the matter of another rule.
    if (entry.type === 'Secret' || entry.type === 'SealedSecret') return;
    if (holdsCredential(entry.object)) yield* credentialsIn(entry.object, '');
  },
);

/** Paths are put together only for an object that holds something: nearly none does. */
function holdsCredential(value: unknown): boolean {
  if (typeof value === 'string') return credentialIn(value) !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsCredential);
  for (const key in value) if (holdsCredential((value as Json)[key])) return true;
  return false;
}

function* credentialsIn(value: unknown, path: string): Iterable<Violation> {
  if (typeof value === 'string') {
    const credential = credentialIn(value);
    if (credential !== undefined) yield { path, found: credential, expected: 'a reference to a Secret' };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* credentialsIn(item, `${path}[${index}]`);
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) yield* credentialsIn(item, field(path, key));
  }
}

const noLiteral = containerRule(
  {
    id: 'secrets/no-literal',
    title: 'No container gets a secret as a literal, in a variable or on its command line.',
    why: 'A literal is in Git, in Argo CD and in the output of kubectl, and rotating it means a rollout.',
    repair: 'Take the value from a Secret: valueFrom.secretKeyRef, or better a mounted file.',
    reference: secretDocs,
  },
  function* (container, pod, environment) {
    for (const [index, variable] of list(container.value.env).entries()) {
      const name = at(variable, 'name');
      const value = at(variable, 'value');
      const path = `${container.at}.env[${index}].value`;
      yield* literal(path, name, value, pod.entry, environment);
    }
    for (const part of ['command', 'args']) {
      for (const [index, argument] of list(container.value[part]).entries()) {
        const [, name, value] = /^--?([\w.-]+)=(.+)$/s.exec(scalar(argument)) ?? [];
        yield* literal(`${container.at}.${part}[${index}]`, name, value, pod.entry, environment);
      }
    }
  },
);

const noConfigSecret = objectRule(
  {
    id: 'secrets/no-secret-in-config',
    title: 'No ConfigMap and no annotation holds a secret.',
    why: 'Everyone who may look at the namespace may read both.',
    repair: elsewhere,
    reference: secretDocs,
  },
  undefined,
  function* (entry, environment) {
    if (entry.type === 'ConfigMap') {
      for (const [key, value] of strings(at(entry.object, 'data'))) {
        yield* literal(field('data', key), key, value, entry, environment);
        yield* secretLines(field('data', key), value, entry, environment);
      }
    }
    for (const [key, value] of strings(entry.object.metadata.annotations)) {
      yield* literal(field('metadata.annotations', key), key.slice(key.indexOf('/') + 1), value, entry, environment);
    }
  },
);

/** A whole file in a ConfigMap: each `name = value`, `name: value` or `"name": "value"` line of it. */
function* secretLines(path: string, content: string, entry: Entry, environment: EnvironmentIndex): Iterable<Violation> {
  if (!content.includes('\n') && !/[=:]/.test(content)) return;
  for (const line of content.split('\n')) {
    const [, name, value = ''] =
      /^\s*(?:export\s+|-\s+)?["']?([\w.-]+)["']?\s*[=:]\s*["']?([^"',#\s]+)["']?,?\s*(?:#.*)?$/.exec(line) ?? [];
    yield* literal(path, name, value, entry, environment);
  }
}

function* literal(
  path: string,
  name: unknown,
  value: unknown,
  entry: Entry,
  environment: EnvironmentIndex,
): Iterable<Violation> {
  if (typeof name !== 'string' || value === undefined || value === null) return;
  const written = scalar(value);
  if (!namesSecret(name) && !(mayNameSecret(name) && looksRandom(written))) return;
  if (isHarmless(written) || namesObject(written, entry, environment)) return;
  // The message must not spread what it complains of.
  const size = written.length === 1 ? '1 character' : `${written.length} characters`;
  yield { path, found: `a literal of ${size} for ${name}`, expected: 'a reference to a Secret' };
}

/** True if `value` is the name of an object that makes or holds a secret: `SECRET: shop-db` is a name, not a secret. */
function namesObject(value: string, entry: Entry, environment: EnvironmentIndex): boolean {
  const reference = { path: '', kind: 'Secret', namespace: entry.namespace, name: value };
  return providerOf(reference, environment) !== undefined || isProvidedOutside(reference, entry, environment);
}

/** No secret in what is rendered. */
export const secrets: readonly Invariant[] = [noSecretData, noCredential, noLiteral, noConfigSecret];
