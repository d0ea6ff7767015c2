import * as intervals from './intervals.ts';

/** The transport protocols a NetworkPolicy can name, in the order of a listing. */
export const protocols = ['SCTP', 'TCP', 'UDP'] as const;

/** A transport protocol that a NetworkPolicy can name. */
export type Protocol = (typeof protocols)[number];

/** Ports `first` to `last`, both included, of one protocol. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** The largest port number. */
export const lastPort = 65535;

// Each protocol has its own stretch of 65,536 numbers; port 0 is never inside, so stretches never melt into one another.
const stretch = lastPort + 1;

/** An immutable set of protocol and port pairs. */
export class PortSet {
  /** No connection. */
  static readonly none: PortSet = new PortSet([]);
  /** Every port of every protocol. */
  static readonly all: PortSet = new PortSet(protocols.flatMap((_, i) => [i * stretch + 1, (i + 1) * stretch]));

  readonly #toggles: intervals.Toggles<number>;
  #key: string | undefined;

  private constructor(toggles: intervals.Toggles<number>) {
    this.#toggles = toggles;
  }

  /** Ports `first` to `last` (1 to 65535, both included; one port when `last` is left out) of one protocol. */
  static of(protocol: Protocol, first: number, last: number = first): PortSet {
    const base = protocols.indexOf(protocol) * stretch;
    return new PortSet([base + first, base + last + 1]);
  }

  /** Every port of one protocol. */
  static allOf(protocol: Protocol): PortSet {
    return PortSet.of(protocol, 1, lastPort);
  }

  /** Everything that is in at least one of the sets. */
  static union(sets: Iterable<PortSet>): PortSet {
    let result = PortSet.none;
    for (const set of sets) result = result.union(set);
    return result;
  }

  union(other: PortSet): PortSet {
    return new PortSet(intervals.union(this.#toggles, other.#toggles));
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(intervals.intersect(this.#toggles, other.#toggles));
  }

  minus(other: PortSet): PortSet {
    return new PortSet(intervals.minus(this.#toggles, other.#toggles));
  }

  /** Whether any connection is in both sets. */
  overlaps(other: PortSet): boolean {
    return intervals.overlap(this.#toggles, other.#toggles);
  }

  has(protocol: Protocol, port: number): boolean {
    return intervals.contains(this.#toggles, protocols.indexOf(protocol) * stretch + port);
  }

  /** Whether every connection of `other` is in this set. */
  includes(other: PortSet): boolean {
    return other.minus(this).isEmpty;
  }

  equals(other: PortSet): boolean {
    return this.key === other.key;
  }

  get isEmpty(): boolean {
    return this.#toggles.length === 0;
  }

  get isAll(): boolean {
    return this.equals(PortSet.all);
  }

  /** Equal for equal sets and for nothing else. */
  get key(): string {
    this.#key ??= this.#toggles.join(' ');
    return this.#key;
  }

  /** The fewest ranges, by protocol and then by port. */
  ranges(): readonly PortRange[] {
    const found: PortRange[] = [];
    for (let i = 0; i < this.#toggles.length; i += 2) {
      const at = Math.floor(this.#toggles[i]! / stretch);
      const base = at * stretch;
      found.push({ protocol: protocols[at]!, first: this.#toggles[i]! - base, last: this.#toggles[i + 1]! - 1 - base });
    }
    return found;
  }

  /** `TCP 80,8000-8090,UDP 53`, `All Connections` or `No Connections`. */
  toString(): string {
    if (this.isEmpty) return 'No Connections';
    if (this.isAll) return 'All Connections';
    let previous: Protocol | undefined;
    return this.ranges()
      .map(({ protocol, first, last }) => {
        const prefix = protocol === previous ? '' : `${protocol} `;
        previous = protocol;
        return `${prefix}${first}${last === first ? '' : `-${last}`}`;
      })
      .join(',');
  }
}
