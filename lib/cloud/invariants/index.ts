import type { Fault } from '../../model/fault.ts';
import type { CloudGraph } from '../graph.ts';
import { controlPlane } from './control-plane.ts';
import { data } from './data.ts';
import { groups } from './groups.ts';
import { identity } from './identity.ts';
import type { CloudInvariant } from './invariant.ts';
import { names } from './names.ts';
import { network } from './network.ts';
import { nodes } from './nodes.ts';

export type { CloudInvariant, Finding } from './invariant.ts';

/** Everything that must hold of the cloud that carries an environment. */
export const cloudInvariants: readonly CloudInvariant[] = [
  ...network,
  ...groups,
  ...controlPlane,
  ...nodes,
  ...data,
  ...identity,
  ...names,
];

/** What a graph breaks, each fault with the resource and the invariant. */
export function cloudFaults(graph: CloudGraph): readonly Fault[] {
  return cloudInvariants.flatMap(({ id, title, why, check }) =>
    check(graph).map(({ resource, found }) => ({
      owner: `${resource.type.split(':').at(-1)} ${resource.name}`,
      path: id,
      found,
      expected: title.replace(/\.$/, '').replace(/^./, (letter) => letter.toLowerCase()),
      repair: `Otherwise ${why.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase())}`,
    })),
  );
}
