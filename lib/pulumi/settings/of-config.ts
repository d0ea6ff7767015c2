import { runtime } from '@pulumi/pulumi';
import type { Settings } from './settings.ts';

/** The settings that Pulumi read for the stack that is being run, secrets in plain text: for checks, never for outputs. */
export function settingsOf(environment: string): Settings {
  return { environment, values: runtime.allConfig() };
}
