import type { Fault } from '../../model/fault.ts';
import { unknownName } from '../../model/plan/context.ts';
import type { SecretToMake } from '../../synth/secrets-to-make.ts';
import { project, type Settings, setting, settingsFile } from './settings.ts';

/** Values by Secret, then by key. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The Secrets that the settings hold, or what is wrong with them: no object, a Secret that nobody reads, a key without a value.
 * @param needs the Secrets that somebody must make
 */
export function readSecrets(
  settings: Settings,
  needs: readonly SecretToMake[],
): { readonly values: SecretValues } | { readonly faults: readonly Fault[] } {
  const text = setting(settings, 'secrets') ?? '{}';
  const at = { owner: settingsFile(settings.environment), path: `${project}:secrets` };
  const values = parse(text);
  if (values === undefined) {
    const found = 'something else'; // a message never shows what may be a secret
    const expected = 'JSON with a text for each key of each Secret';
    const repair = 'Set it as {"<Secret>": {"<key>": "<value>"}} from standard input.';
    return { faults: [{ ...at, found, expected, repair }] };
  }
  const faults = Object.entries(values).flatMap(([name, keys]) => {
    const named = needs.filter((need) => need.name === name);
    if (named.length === 0) return [unknownName(at, 'Secret', name, [...new Set(needs.map((need) => need.name))])];
    const wanted = new Map(named.flatMap(({ keys: own, reader }) => own.map((key) => [key, reader] as const)));
    return [...wanted]
      .filter(([key]) => !keys[key])
      .map(([key, reader]) => ({
        ...at,
        found: `nothing for key ${key} of ${name}`,
        expected: `a value, which ${reader} reads`,
        repair: 'Add it, or take the Secret out of the settings and make it by hand.',
      }));
  });
  return faults.length > 0 ? { faults } : { values };
}

function parse(text: string): SecretValues | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isTable(value) && Object.values(value).every((keys) => isTable(keys) && Object.values(keys).every(isText))
      ? (value as SecretValues)
      : undefined;
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
