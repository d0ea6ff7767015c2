import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { faultMessage } from '../../lib/model/fault.ts';
import type { Plan } from '../../lib/model/index.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { edgeFaults, plansOf } from '../../lib/synth/index.ts';
import { platform } from './platform.ts';

const plans = plansOf(platform);

/** The plan of an environment of the small platform. */
export function planOf(environment: string): Plan {
  return plans.find((plan) => plan.environment.name === environment)!;
}

/** What an environment renders to. */
export function treeOf(environment: string): Tree {
  return infraTree([planOf(environment)]);
}

/** Everything that {@link edgeFaults} says of a tree of an environment, without the repairs. */
export function messagesOf(environment: string, tree: Tree): readonly string[] {
  return edgeFaults(planOf(environment), tree).map((fault) =>
    faultMessage({ ...fault, repair: '' }).replace(/\. $/, ''),
  );
}
