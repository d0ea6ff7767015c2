import type { KubeObject, Tree } from '../../render/tree.ts';
import { AddressSet } from './addresses.ts';
import { clusterOf } from './cluster.ts';
import { Connections } from './connections.ts';
import { Engine } from './engine.ts';
import type { Direction } from './pairs.ts';
import type { Reading } from './reading.ts';

/** What to solve and how to look at it. */
export interface SolveOptions {
  /**
   * One half of each connection alone, or both together.
   * @default 'both'
   */
  readonly direction?: Direction;
  /**
   * How to read what Kubernetes leaves open.
   * @default 'literal'
   */
  readonly reading?: Reading;
  /**
   * CIDRs that pods have their addresses from. The permissive reading takes an `ipBlock` that touches them to mean pods.
   * @default all addresses, for a manifest does not say where pods are
   */
  readonly podRanges?: readonly string[];
}

/**
 * Solves the NetworkPolicies of rendered manifests.
 * @throws FaultsError with everything that is wrong with the manifests, at once.
 */
export function solve(input: Tree | Iterable<KubeObject>, options: SolveOptions = {}): Connections {
  const { direction = 'both', reading = 'literal' } = options;
  return new Connections(new Engine(clusterOf(input), rangesOf(options.podRanges)), { direction, reading });
}

function rangesOf(cidrs: readonly string[] | undefined): AddressSet {
  if (cidrs === undefined) return AddressSet.all;
  return cidrs.reduce((all, text) => {
    const range = AddressSet.cidr(text);
    if (range === undefined)
      throw new RangeError(`[traffic] podRanges: found ${text}, expected a CIDR. Write an address and a mask.`);
    return all.union(range);
  }, AddressSet.none);
}
