import type { Fault } from '../../model/fault.ts';
import { unknownName } from '../../model/plan/context.ts';
import { environmentKeys, type SettingKey, secretKeys, settingKeys } from './keys.ts';

/** The project's name in `Pulumi.yaml`: what stands before the colon of our keys. */
export const project = 'unifyops';

/** How objects get into the cluster. */
export type DeliveryKind = 'argocd' | 'pulumi';

/** Every way, the default first. */
export const deliveryKinds: readonly DeliveryKind[] = ['argocd', 'pulumi'];

/** The settings of one environment, keys of other programs (`aws:region`) included. */
export interface Settings {
  /** Name of the environment. */
  readonly environment: string;
  /** Texts by whole key, `unifyops:delivery`; objects and lists as JSON. */
  readonly values: Readonly<Record<string, string>>;
  /** Whole keys of the values that are kept encrypted; undefined where nobody knows. */
  readonly encrypted?: readonly string[];
}

/** The text of a setting of ours. */
export function setting({ values }: Settings, key: SettingKey): string | undefined {
  return values[`${project}:${key}`];
}

/** Which delivery the settings ask for. */
export function deliveryOf(settings: Settings): DeliveryKind {
  return (setting(settings, 'delivery') ?? deliveryKinds[0]) as DeliveryKind;
}

/** Whether the settings say how to reach a cluster that was made elsewhere. */
export function givesKubeconfig(settings: Settings): boolean {
  return [setting(settings, 'kubeconfig'), setting(settings, 'kubeconfigPath')].some((value) => value !== undefined);
}

/** `Pulumi.dev.yaml`. */
export function settingsFile(environment: string): string {
  return `Pulumi.${environment}.yaml`;
}

/** The command that sets a value; a secret's is read from standard input. */
export function setCommand(environment: string, key: SettingKey, value?: string): string {
  const command = `npx pulumi config set --stack ${environment}`;
  return secretKeys.includes(key)
    ? `${command} --secret ${key}`
    : `${command} ${key}${value === undefined ? '' : ` ${value}`}`;
}

/** Everything that is wrong with the keys of the settings, and with each value for itself. */
export function settingFaults(settings: Settings): readonly Fault[] {
  return Object.entries(settings.values).flatMap(([whole, value]) => {
    if (!whole.startsWith(`${project}:`)) return [];
    const key = whole.slice(project.length + 1);
    return keyFaults(settings, key) ?? valueFaults(settings, key as SettingKey, value);
  });
}

function keyFaults({ environment }: Settings, key: string): readonly Fault[] | undefined {
  if (Object.hasOwn(settingKeys, key)) return undefined;
  const owner = settingsFile(environment);
  const path = `${project}:${key}`;
  if (!environmentKeys.includes(key)) return [unknownName({ owner, path }, 'setting', key, Object.keys(settingKeys))];
  return [
    {
      owner,
      path,
      found: `${key}, which environments/${environment}.ts says`,
      expected: 'how to reach the environment, and nothing else',
      repair: `Take it out of ${owner} and set it in environments/${environment}.ts.`,
    },
  ];
}

function valueFaults({ environment, encrypted }: Settings, key: SettingKey, value: string): readonly Fault[] {
  const at = { owner: settingsFile(environment), path: `${project}:${key}` };
  if (secretKeys.includes(key) && encrypted && !encrypted.includes(at.path)) {
    const repair = `Take it out, and set it anew: ${setCommand(environment, key)}.`;
    return [{ ...at, found: 'a value in plain text', expected: 'an encrypted one', repair }];
  }
  if (key === 'delivery' && !deliveryKinds.some((kind) => kind === value)) {
    return [unknownName(at, 'delivery', value, deliveryKinds)];
  }
  if (key === 'installArgocd' && value !== 'true' && value !== 'false') {
    return [{ ...at, found: JSON.stringify(value), expected: 'true or false', repair: 'Set one of the two.' }];
  }
  return [];
}
