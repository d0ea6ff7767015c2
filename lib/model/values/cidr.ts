import { isIP } from './ip.ts';

/** An address range, IPv4 or IPv6, in canonical form: no host bits set. */
export interface Cidr {
  /** IPv4 or IPv6. */
  readonly version: 4 | 6;
  /** First address as a number. */
  readonly first: bigint;
  /** Last address as a number. */
  readonly last: bigint;
  /** As it was written: `10.0.0.0/16`. */
  readonly text: string;
}

/** What is expected of a CIDR, or `undefined` if `text` is one in canonical form. */
export function cidrProblem(text: string): string | undefined {
  const [address = '', mask, rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest !== undefined) return 'a CIDR such as "10.0.0.0/16" or "fd00::/48"';
  const width = version === 4 ? 32 : 128;
  if (mask === undefined) return `a mask, such as "${address}/${width}"`;
  if (!/^(0|[1-9]\d{0,2})$/.test(mask) || Number(mask) > width) return `a mask from 0 to ${width}`;
  const size = 1n << BigInt(width - Number(mask));
  const value = addressValue(address, version);
  if (value % size !== 0n) return `no host bits, such as "${addressText(value - (value % size), version)}/${mask}"`;
  return undefined;
}

/** A range wider than this is everybody's, and nobody means it. */
export const widestMask = 8;

/** What is expected of a range that a policy may open to, or `undefined` if `text` is one. */
export function rangeProblem(text: string): string | undefined {
  const narrow = Number(text.split('/')[1]) >= widestMask;
  return cidrProblem(text) ?? (narrow ? undefined : `a range of /${widestMask} or narrower`);
}

/**
 * A CIDR from its text.
 * @throws RangeError if `text` is not a CIDR in canonical form.
 */
export function parseCidr(text: string): Cidr {
  const problem = cidrProblem(text);
  if (problem) throw new RangeError(`"${text}" is not a CIDR: expected ${problem}`);
  const [address = '', mask] = text.split('/');
  const version = isIP(address) === 6 ? 6 : 4;
  const first = addressValue(address, version);
  const size = 1n << BigInt((version === 4 ? 32 : 128) - Number(mask));
  return { version, first, last: first + size - 1n, text };
}

/** Whether two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;
}

/**
 * The part of an IPv4 range at an index: parts of `/mask` lie side by side, the first at 0.
 * @throws RangeError if there is no such part
 */
export function partOf(range: Cidr, mask: number, index: number): Cidr {
  const size = 1n << BigInt(32 - mask);
  const first = range.first + size * BigInt(index);
  if (range.version !== 4 || index < 0 || first + size - 1n > range.last) {
    throw new RangeError(`${range.text} has no part ${index} of /${mask}`);
  }
  return { version: 4, first, last: first + size - 1n, text: `${addressText(first, 4)}/${mask}` };
}

/** Number of addresses. */
export function sizeOf({ first, last }: Cidr): number {
  return Number(last - first + 1n);
}

function addressValue(address: string, version: 4 | 6): bigint {
  if (version === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = new Array(tail === undefined ? 0 : 8 - left.length - right.length).fill('0');
  return [...left, ...middle, ...right].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}

function addressText(value: bigint, version: 4 | 6): string {
  const parts = version === 4 ? 4 : 8;
  const bits = version === 4 ? 8n : 16n;
  const numbers = Array.from(
    { length: parts },
    (_, i) => (value >> (bits * BigInt(parts - 1 - i))) & ((1n << bits) - 1n),
  );
  if (version === 4) return numbers.join('.');
  return numbers
    .map((n) => n.toString(16))
    .join(':')
    .replace(/(^|:)0(:0)+(:|$)/, '::');
}
