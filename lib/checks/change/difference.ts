import type { Tree } from '../../render/tree.ts';
import { type Change, changesOf } from './changes.ts';
import { type Comparison, compare } from './compare/comparison.ts';
import { type ImageMove, imageMoves } from './images.ts';
import { type Risk, risksOf } from './risks/index.ts';
import { type TrafficDifference, trafficDifference } from './traffic.ts';

/** What a change does, part by part; each part is sorted, environment by environment. */
export interface Difference {
  readonly risks: readonly Risk[];
  /** Of the environments whose traffic differs. */
  readonly traffic: readonly TrafficDifference[];
  readonly images: readonly ImageMove[];
  readonly objects: readonly Change[];
}

/**
 * What becomes of a cluster when `newTree` takes the place of `oldTree`.
 * @throws FaultsError if the network policies of either tree can't be understood
 */
export function difference(oldTree: Tree, newTree: Tree): Difference {
  const environments = compare(oldTree, newTree).map(differenceOf);
  return {
    risks: environments.flatMap(({ risks }) => risks),
    traffic: environments
      .map(({ traffic }) => traffic)
      .filter(({ changes, widened }) => changes.length + widened.length > 0),
    images: environments.flatMap(({ images }) => images),
    objects: environments.flatMap(({ objects }) => objects),
  };
}

function differenceOf(comparison: Comparison) {
  const traffic = trafficDifference(comparison);
  return {
    traffic,
    risks: risksOf(comparison, traffic),
    images: imageMoves(comparison),
    objects: changesOf(comparison),
  };
}
