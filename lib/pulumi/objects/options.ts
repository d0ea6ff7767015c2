import type { CustomResourceOptions } from '@pulumi/pulumi';
import { at } from '../../checks/json.ts';
import type { KubeObject } from '../../render/tree.ts';
import { timeoutSeconds } from './timeouts.ts';
import { type Autoscaled, autoscaledPods, feedsPods, holdsData, holdsOthers } from './traits.ts';

/** What decides how Pulumi treats an object, beside the object. */
export interface Treatment {
  readonly autoscaled: Autoscaled;
  /** Another delivery takes it over as it runs: Pulumi lets go of it. */
  readonly released: boolean;
}

/** What Pulumi is to do with an object beyond applying it. */
export function optionsOf(object: KubeObject, { autoscaled, released }: Treatment): CustomResourceOptions {
  const ofAutoscaler = autoscaledPods(object, autoscaled);
  const pods = object.kind === 'Job' ? 1 : Number(at(object.spec, 'replicas') ?? ofAutoscaler ?? 1);
  const seconds = timeoutSeconds(object, pods);
  return {
    protect: !released && holdsData(object),
    retainOnDelete: released || [holdsData, feedsPods, holdsOthers].some((stays) => stays(object)),
    deleteBeforeReplace: object.kind === 'Job', // two of one name can't be, and a Job can't be changed
    ...(ofAutoscaler === undefined ? {} : { ignoreChanges: ['spec.replicas'] }),
    ...(seconds === undefined ? {} : { customTimeouts: { create: `${seconds}s`, update: `${seconds}s` } }),
  };
}
