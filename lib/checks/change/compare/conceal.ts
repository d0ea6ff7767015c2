import { isRecord } from '../../json.ts';
import { credentialIn, isHarmless, namesSecret } from '../../policy/secrets/credential.ts';
import type { FieldChange } from './fields.ts';

/** What stands in the place of a secret. */
export const hidden = '(hidden)';

/** Fields of which no value is ever shown, by kind. */
const secretFields: Readonly<Record<string, RegExp>> = {
  Secret: /^(?:data|stringData)\b/,
  SealedSecret: /^spec\.encryptedData\b/,
};

/** kubectl keeps the whole object in this annotation, a Secret's data included. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The change with every secret taken out: a Secret's data, and elsewhere what stands under a secret's name or has the form of a
 * credential. A report goes where the secret must not: into a pull request.
 */
export function conceal(kind: string, { path, ...values }: FieldChange): FieldChange {
  const pattern = Object.hasOwn(secretFields, kind) ? secretFields[kind] : undefined;
  const key = lastKey(path);
  const entry = variableName(path);
  const mask = (value: unknown): unknown => {
    if (pattern?.test(path)) return hideAll(value);
    if (pattern !== undefined && key === lastApplied) return hidden;
    return masked(entry ?? key, value);
  };
  return { path, ...Object.fromEntries(Object.entries(values).map(([side, value]) => [side, mask(value)])) };
}

function hideAll(value: unknown): unknown {
  if (!isRecord(value)) return hidden;
  return Object.fromEntries(Object.keys(value).map((key) => [key, hidden]));
}

/** `value` as found under `name`, with the secrets in it hidden. */
function masked(name: string, value: unknown): unknown {
  if (typeof value === 'string') return maskedText(name, value);
  if (Array.isArray(value)) return value.map((item) => masked('', item));
  if (!isRecord(value)) return value;
  const named = typeof value.name === 'string' ? value.name : '';
  return Object.fromEntries(
    // A variable of a container has its name beside its value.
    Object.entries(value).map(([key, item]) => [key, masked(key === 'value' && named !== '' ? named : key, item)]),
  );
}

function maskedText(name: string, value: string): string {
  if (credentialIn(value) !== undefined) return hidden;
  if (namesSecret(name) && !isHarmless(value)) return hidden;
  return value.includes('=') || value.includes(':') ? maskedLines(value) : value;
}

const assignment = /^(\s*(?:export\s+|-\s+|--?)?["']?([\w.-]+)["']?\s*[=:]\s*["']?)([^"',#\s]+)/gm;

/** The lines `name = value` of a text, such as a file in a ConfigMap or an argument, with the secrets among them hidden. */
function maskedLines(text: string): string {
  return text.replace(assignment, (line, start: string, name: string, value: string) =>
    namesSecret(name) && !isHarmless(value) ? `${start}${hidden}` : line,
  );
}

function lastKey(path: string): string {
  return /(?:^|\.)([\w$]+)$/.exec(path)?.[1] ?? stringInBrackets(/\["((?:[^"\\]|\\.)*)"\]$/.exec(path)) ?? '';
}

/** `DB_PASSWORD` of `….env["DB_PASSWORD"].value`. */
function variableName(path: string): string | undefined {
  return stringInBrackets(/(?:^|\.)env\["((?:[^"\\]|\\.)*)"\]\.value$/.exec(path));
}

function stringInBrackets(match: RegExpExecArray | null): string | undefined {
  return match === null ? undefined : (JSON.parse(`"${match[1]}"`) as string);
}
