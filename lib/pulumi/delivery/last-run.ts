import { getOrganization, getProject, getStack, runtime, StackReference } from '@pulumi/pulumi';
import { heldType } from '../components.ts';

/** What the runs before left of this Pulumi stack. */
export interface LastRun {
  /** Whether the state has objects that Pulumi would delete when they leave it; also after a run that failed or was killed. */
  readonly held: boolean;
  /** What Pulumi protected and the state still has, as {@link dataIn} tells it. */
  readonly data: readonly string[];
}

/** Reads it, before anything is registered: outputs alone don't do, since a run that is killed leaves none. */
export async function lastRun(): Promise<LastRun> {
  const stackName = `${getOrganization()}/${getProject()}/${getStack()}`;
  const self = new StackReference(stackName);
  const [holder, data, state] = await Promise.all([
    self.getOutputDetails('holder'),
    self.getOutputDetails('data'),
    runtime.invoke('pulumi:pulumi:readStackResourceOutputs', { stackName }),
  ]);
  const urns = Object.keys(state.outputs);
  const entries = (data.value ?? []) as readonly string[];
  return {
    held: holder.value === 'pulumi' || urns.some((urn) => urn.includes(`$${heldType}::`)),
    data: entries.filter((entry) => urns.some((urn) => urn.endsWith(`::${entry.split(' ').at(-1)}`))),
  };
}
