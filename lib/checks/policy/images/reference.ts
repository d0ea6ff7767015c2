/** A container image as its parts. */
export interface ImageReference {
  /** Registry and path, as written: `ghcr.io/shop/cart-api`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…`. */
  readonly digest?: string;
}

const registry = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\\d+)?/)?';
const segment = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const pattern = new RegExp(
  `^(?<repository>${registry}${segment}(?:/${segment})*)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}))?$`,
);

/** The parts of an image reference, undefined if a container runtime would refuse it. */
export function parseImage(reference: string): ImageReference | undefined {
  return pattern.exec(reference)?.groups as ImageReference | undefined;
}

/** True for tags that are meant to move: `latest`, `dev-latest`. */
export function isMovingTag(tag: string): boolean {
  return /(^|-)latest$/.test(tag);
}
