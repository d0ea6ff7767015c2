import type { CustomResourceOptions } from '@pulumi/pulumi';
import { at } from '../../checks/json.ts';
import type { KubeObject } from '../../render/tree.ts';
import { timeoutSeconds } from './timeouts.ts';
import { type Autoscaled, autoscaledPods, holdsData } from './traits.ts';

/** How long Pulumi holds on to objects: `kept` until they leave the tree, `released` if another delivery takes them over as they run. */
export type Hold = 'kept' | 'released';

/** What Pulumi is to do with an object beyond applying it. */
export function optionsOf(object: KubeObject, autoscaled: Autoscaled, hold: Hold): CustomResourceOptions {
  const ofAutoscaler = autoscaledPods(object, autoscaled);
  const pods = object.kind === 'Job' ? 1 : Number(at(object.spec, 'replicas') ?? ofAutoscaler ?? 1);
  const seconds = timeoutSeconds(object, pods);
  return {
    protect: hold === 'kept' && holdsData(object),
    retainOnDelete: hold === 'released' || holdsData(object),
    deleteBeforeReplace: object.kind === 'Job', // two of one name can't be, and a Job can't be changed
    ...(ofAutoscaler === undefined ? {} : { ignoreChanges: ['spec.replicas'] }),
    ...(seconds === undefined ? {} : { customTimeouts: { create: `${seconds}s`, update: `${seconds}s` } }),
  };
}
