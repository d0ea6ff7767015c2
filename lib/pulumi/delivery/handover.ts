import type { DeliveryKind } from '../settings/settings.ts';

/** Who holds an environment's objects when a run is over: Pulumi; Pulumi, but it would let go of them without deleting; Argo CD. */
export type Holder = 'pulumi' | 'pulumi-released' | 'argocd';

/**
 * Who holds the objects after a run. From Pulumi to Argo CD it takes two runs: the first one tells the state that the objects stay
 * when they leave it, the second one drops them from it. Deleting them would be what Pulumi does with resources that are gone.
 * @param held whether the state has objects that Pulumi would delete
 */
export function holderAfter(delivery: DeliveryKind, held: boolean): Holder {
  if (delivery === 'pulumi') return 'pulumi';
  return held ? 'pulumi-released' : 'argocd';
}
