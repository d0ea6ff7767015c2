import { getOrganization, getProject, getStack, StackReference } from '@pulumi/pulumi';
import type { Holder } from './handover.ts';

/** What the last run of this Pulumi stack left in its outputs. */
export interface LastRun {
  /** Who held the objects when it was over; undefined before the first run. */
  readonly holder: Holder | undefined;
  /** What Pulumi protected, as {@link dataIn} tells it. */
  readonly data: readonly string[];
}

/** Reads it: the program has no other way to know what the state holds. */
export async function lastRun(): Promise<LastRun> {
  const self = new StackReference(`${getOrganization()}/${getProject()}/${getStack()}`);
  const [holder, data] = await Promise.all([self.getOutputDetails('holder'), self.getOutputDetails('data')]);
  return { holder: holder.value as Holder | undefined, data: (data.value ?? []) as readonly string[] };
}
