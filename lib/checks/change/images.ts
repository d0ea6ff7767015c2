import { text } from '../json.ts';
import { parseImage } from '../policy/images/reference.ts';
import type { Container } from '../tree/index.ts';
import type { Comparison, Pair } from './compare/comparison.ts';

/** A container's image that becomes another one. */
export interface ImageMove {
  readonly environment: string;
  /** `Deployment uo-dev/identity-auth-api`. */
  readonly object: string;
  readonly container: string;
  /** As written: `ghcr.io/shop/api:1.4.0@sha256:…`. */
  readonly old: string;
  readonly new: string;
}

/** A container before and after. */
export interface ContainerPair {
  readonly pair: Pair;
  readonly old: Container;
  readonly new: Container;
}

/** The containers that both versions of an object have, found by their name; ephemeral ones are no part of a manifest. */
export function containerPairs(comparison: Comparison, pair: Pair): readonly ContainerPair[] {
  const before = new Map(comparison.old.podOf(pair.old)?.containers.map((container) => [container.name, container]));
  return (comparison.new.podOf(pair.new)?.containers ?? []).flatMap((container) => {
    const old = before.get(container.name);
    return old === undefined ? [] : [{ pair, old, new: container }];
  });
}

/** Every image that moves in one environment, in the order of files. */
export function imageMoves(comparison: Comparison): readonly ImageMove[] {
  return comparison.changed.flatMap((pair) =>
    containerPairs(comparison, pair).flatMap((containers): ImageMove[] => {
      const old = text(containers.old.value.image);
      const next = text(containers.new.value.image);
      if (old === next) return [];
      return [
        {
          environment: comparison.environment,
          object: pair.new.id,
          container: containers.new.name,
          old,
          new: next,
        },
      ];
    }),
  );
}

const shownDigest = 12;

/** `1.4.0@sha256:0f3c5b7a9e1d` of `ghcr.io/shop/api:1.4.0@sha256:0f3c5b7a9e1d…`: what tells two images of one repository apart. */
export function versionText(image: string): string {
  const { tag, digest } = parseImage(image) ?? {};
  if (tag === undefined && digest === undefined) return parseImage(image) === undefined ? image : 'no tag';
  const [algorithm, hex] = digest?.split(':') ?? [];
  return `${tag ?? ''}${hex === undefined ? '' : `@${algorithm}:${hex.slice(0, shownDigest)}`}`;
}

/** `ghcr.io/shop/api` of `ghcr.io/shop/api:1.4.0`; the whole text if it is no image reference. */
export function repositoryOf(image: string): string {
  return parseImage(image)?.repository ?? image;
}
