import type { ComponentResource } from '@pulumi/pulumi';
import { HeldComponent } from '../components.ts';

/**
 * Notes in the state that Pulumi would delete what leaves it, and waits until that is written: before the first object, so that a run
 * that is killed says it too. The run that lets go doesn't register the note, and Pulumi removes it when all else succeeded.
 */
export async function noteHeld(parent: ComponentResource): Promise<void> {
  const { urn } = new HeldComponent({ parent });
  await new Promise<void>((written) => void urn.apply(() => written()));
}
