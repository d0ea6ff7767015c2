import { runtime } from '@pulumi/pulumi';
import type { Settings } from './settings.ts';

/** The settings that Pulumi read for the stack that is being run, secrets in plain text: for checks, never for outputs. */
export function settingsOf(environment: string): Settings {
  // The language host sets it; a program that runs inside another one isn't told, and the SDK's own question is internal.
  const { PULUMI_CONFIG_SECRET_KEYS: encrypted } = process.env;
  const values = runtime.allConfig();
  return encrypted === undefined ? { environment, values } : { environment, values, encrypted: JSON.parse(encrypted) };
}
