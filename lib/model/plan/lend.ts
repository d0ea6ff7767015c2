import type { Environment } from '../environment/environment-props.ts';
import type { Fault } from '../fault.ts';
import { unknownName } from './context.ts';

/**
 * Gives each environment that borrows a cluster what the owner's can do, but for what it says itself. Takes what people wrote, whatever
 * its shape; that is checked later.
 */
export function lendClusters(environments: readonly Environment[]): {
  readonly environments: readonly Environment[];
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const lent = environments.map((environment) => {
    const { of } = environment?.cluster ?? {};
    if (of === undefined) return environment;
    const owner = environments.find((other) => other?.name === of.environment);
    const fault = lendingFault(environment, owner, environments);
    if (fault !== undefined || owner === undefined) {
      if (fault !== undefined) faults.push(fault);
      return environment;
    }
    const capabilities = { ...owner.cluster.capabilities, ...of.capabilities };
    return { ...environment, cluster: { ...environment.cluster, kind: owner.cluster.kind, capabilities } };
  });
  return { environments: lent, faults };
}

function lendingFault(
  environment: Environment,
  owner: Environment | undefined,
  all: readonly Environment[],
): Fault | undefined {
  const at = { owner: `environment ${environment.name}`, path: 'cluster.of' };
  const name = environment.cluster.of?.environment ?? '';
  const owners = all.filter((other) => other?.cluster?.of === undefined).map((other) => String(other?.name));
  if (owner === undefined) return unknownName(at, 'environment', name, owners);
  if (owner.cluster?.of === undefined) return undefined;
  const expected = owners.length > 0 ? `an environment with a cluster of its own: ${owners.join(', ')}` : 'an owner';
  return { ...at, found: `"${name}", which borrows its cluster itself`, expected, repair: 'Name the owner.' };
}
