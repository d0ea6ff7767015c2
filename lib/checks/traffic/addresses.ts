import { isIP } from 'node:net';
import * as intervals from './intervals.ts';

/** IP version. */
export type Family = 4 | 6;

/** Addresses `first` to `last`, both included, as places on the address line. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

// One line for both families: IPv4 first, IPv6 behind it. So a set of addresses is one list of toggle points.
const ipv6Start = 2n ** 32n;
const lineEnd = ipv6Start + 2n ** 128n;

/** The whole of a family on the address line. */
export const whole: Readonly<Record<Family, AddressRange>> = {
  4: { first: 0n, last: ipv6Start - 1n },
  6: { first: ipv6Start, last: lineEnd - 1n },
};

/** An immutable set of IPv4 and IPv6 addresses. */
export class AddressSet {
  static readonly none: AddressSet = new AddressSet([]);
  static readonly all: AddressSet = new AddressSet([0n, lineEnd]);

  readonly #toggles: intervals.Toggles<bigint>;

  private constructor(toggles: intervals.Toggles<bigint>) {
    this.#toggles = toggles;
  }

  /** The addresses of `10.0.0.0/8` or `fd00::/8`; undefined for anything that is no CIDR. Bits behind the mask are ignored. */
  static cidr(text: string): AddressSet | undefined {
    const [address = '', mask = '', ...rest] = text.split('/');
    const family = familyOf(address);
    const bits = family === 4 ? 32 : 128;
    if (family === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(mask) || Number(mask) > bits)
      return undefined;
    const size = 1n << BigInt(bits - Number(mask));
    const place = placeOf(address)! - whole[family].first;
    const first = whole[family].first + (place / size) * size;
    return new AddressSet([first, first + size]);
  }

  union(other: AddressSet): AddressSet {
    return new AddressSet(intervals.union(this.#toggles, other.#toggles));
  }

  intersect(other: AddressSet): AddressSet {
    return new AddressSet(intervals.intersect(this.#toggles, other.#toggles));
  }

  minus(other: AddressSet): AddressSet {
    return new AddressSet(intervals.minus(this.#toggles, other.#toggles));
  }

  /** Whether every address of `other` is in this set. */
  includes(other: AddressSet): boolean {
    return other.minus(this).isEmpty;
  }

  /** Whether any address is in both sets. */
  overlaps(other: AddressSet): boolean {
    return intervals.overlap(this.#toggles, other.#toggles);
  }

  /** Whether any address of the range is in this set. */
  touches({ first, last }: AddressRange): boolean {
    return intervals.overlap(this.#toggles, [first, last + 1n]);
  }

  get isEmpty(): boolean {
    return this.#toggles.length === 0;
  }

  /** Whether any IPv6 address is in the set. */
  get hasIPv6(): boolean {
    const last = this.#toggles.at(-1);
    return last !== undefined && last > ipv6Start;
  }

  /** Start, end, start, end, …: starts inside the set, ends just outside. */
  get toggles(): intervals.Toggles<bigint> {
    return this.#toggles;
  }
}

/** The family of an address, or undefined when the text is no plain address. A zone (`fe80::1%eth0`) is no plain address. */
export function familyOf(text: string): Family | undefined {
  const family = text.includes('%') ? 0 : isIP(text);
  return family === 0 ? undefined : (family as Family);
}

/** An address's place on the address line, or undefined when the text is no address. */
export function placeOf(text: string): bigint | undefined {
  const family = familyOf(text);
  if (family === undefined) return undefined;
  return family === 4 ? ipv4Number(text) : ipv6Start + ipv6Number(text);
}

function ipv4Number(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6Number(text: string): bigint {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const hex = embedded
    ? `${embedded[1]}${(ipv4Number(embedded[2]!) >> 16n).toString(16)}:${(ipv4Number(embedded[2]!) & 0xffffn).toString(16)}`
    : text;
  const [head = '', tail] = hex.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** The address at a place of the address line; IPv6 in its shortest form (RFC 5952). */
export function addressAt(place: bigint): string {
  if (place >= ipv6Start) return ipv6Text(place - ipv6Start);
  return [24n, 16n, 8n, 0n].map((shift) => (place >> shift) & 255n).join('.');
}

function ipv6Text(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((number >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const zeros = groups.join(':').match(/\b0(:0)+\b/g) ?? [];
  const longest = zeros.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups.join(':');
  const [before = '', after = ''] = splitOnce(groups.join(':'), longest);
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}

function splitOnce(text: string, part: string): [string, string] {
  const at = new RegExp(`(^|:)${part}(:|$)`).exec(text)!.index;
  const start = text[at] === ':' ? at + 1 : at;
  return [text.slice(0, start), text.slice(start + part.length)];
}
