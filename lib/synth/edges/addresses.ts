import { type AddressSet, whole } from '../../checks/traffic/addresses.ts';
import { differences } from '../../checks/traffic/diff-addresses.ts';
import { type Connections, type Family, type Half, PortSet, type WorkloadPeer } from '../../checks/traffic/index.ts';
import { type Step, type Stretch, steps } from '../../checks/traffic/steps.ts';

const families: readonly Family[] = [4, 6];

/** What is open between a workload and each part of some addresses. */
export function touchedSteps(
  connections: Connections,
  half: Half,
  workload: WorkloadPeer,
  addresses: AddressSet,
): readonly PortSet[] {
  return families
    .flatMap((family) => connections.steps(half, workload, family))
    .filter((step) => addresses.touches(step))
    .map(({ value }) => value);
}

/** Addresses that are declared with their ports. */
export interface DeclaredAddresses {
  readonly addresses: AddressSet;
  readonly ports: PortSet;
}

/** What is open between a workload and addresses beyond what is declared. */
export function extraSteps(
  connections: Connections,
  half: Half,
  workload: WorkloadPeer,
  declared: readonly DeclaredAddresses[],
): readonly Step<PortSet>[] {
  return families.flatMap((family) => {
    const open = connections.steps(half, workload, family);
    if (open.every(({ value }) => value.isEmpty)) return [];
    return differences(expected(family, declared), open).flatMap(({ first, last, old, new: now }) => {
      const value = now.minus(old);
      return value.isEmpty ? [] : [{ first, last, value }];
    });
  });
}

function expected(family: Family, declared: readonly DeclaredAddresses[]): readonly Step<PortSet>[] {
  const { first, last } = whole[family];
  const stretches = declared.flatMap(({ addresses: { toggles }, ports }) =>
    Array.from({ length: toggles.length / 2 }, (_, i): Stretch<PortSet> => {
      return { start: toggles[2 * i]!, end: toggles[2 * i + 1]!, value: ports };
    }),
  );
  return steps(first, last + 1n, stretches, PortSet.union);
}
