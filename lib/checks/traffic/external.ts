import { type Family, whole } from './addresses.ts';
import type { Engine } from './engine.ts';
import type { Half } from './policies.ts';
import { PortPool } from './port-pool.ts';
import type { Reading } from './reading.ts';
import { type Step, type Stretch, steps } from './steps.ts';

/**
 * What one half allows between the pods of a class and addresses outside the cluster: the fewest steps over a family's whole line,
 * their values numbers of the pool. The other side of the connection has no policies, so the half is the whole answer.
 * A port that a rule names can't be resolved on an address, so it opens nothing there.
 */
export function externalSteps(
  engine: Engine,
  half: Half,
  of: number,
  family: Family,
  reading: Reading,
): readonly Step<number>[] {
  const { first, last } = whole[family];
  const end = last + 1n;
  const { isolated, grants } = engine.half(half, of);
  if (!isolated || engine.isFree(of, reading)) return [{ first, last, value: PortPool.all }];
  const stretches = grants.flatMap((grant): readonly Stretch<number>[] => {
    const peer = engine.rulebook.peers[grant.peer]!;
    if (peer.kind === 'pods') return [];
    const value = half === 'ingress' ? engine.portsAt(grant.ports, of) : engine.rulebook.portLists[grant.ports]!.fixed;
    if (peer.kind === 'anyone') return [{ start: first, end, value }];
    const { toggles } = peer.addresses;
    return Array.from({ length: toggles.length / 2 }, (_, i) => ({
      start: toggles[2 * i]!,
      end: toggles[2 * i + 1]!,
      value,
    }));
  });
  return steps(first, end, stretches, (values) => {
    let ports = PortPool.none;
    for (const value of values) ports = engine.pool.union(ports, value);
    return ports;
  });
}
