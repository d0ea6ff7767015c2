import type { Engine } from './engine.ts';
import type { Half } from './policies.ts';
import { PortPool } from './port-pool.ts';
import type { Reading } from './reading.ts';

/** Which halves of a connection to look at. */
export type Direction = Half | 'both';

/** What to ask the engine: which halves, and how to read what is open. */
export interface View {
  readonly direction: Direction;
  readonly reading: Reading;
}

/** Called once for each pair of classes with a connection; `ports` is a number of the pool. */
export type Visit = (from: number, to: number, ports: number) => void;

/** What the view allows from one class to another, as a number of the pool. */
export function allowedBetween(engine: Engine, from: number, to: number, { direction, reading }: View): number {
  if (direction !== 'both') return engine.allowed(direction, from, to, reading);
  const out = engine.allowed('egress', from, to, reading);
  return out === PortPool.none ? out : engine.pool.intersect(out, engine.allowed('ingress', from, to, reading));
}

/**
 * Visits every pair of classes that is allowed anything. The work follows the number of pairs, not its square: a pair is looked at from
 * the side whose rules mean fewer others, so only pairs that are wide open on both sides are gone through one by one.
 */
export function forEachPair(engine: Engine, view: View, visit: Visit): void {
  const look = (from: number, to: number): void => {
    const ports = allowedBetween(engine, from, to, view);
    if (ports !== PortPool.none) visit(from, to, ports);
  };
  const out = widths(engine, 'egress', view);
  const into = widths(engine, 'ingress', view);
  const marks = new Marks(engine.members.length);
  out.forEach((width, from) => {
    if (width === wide) return;
    forEachReached(engine, 'egress', from, view.reading, marks, (to) => {
      if (width <= into[to]!) look(from, to);
    });
  });
  const wideSources = [...out.keys()].filter((from) => out[from] === wide);
  into.forEach((width, to) => {
    if (width === wide) for (const from of wideSources) look(from, to);
    else {
      forEachReached(engine, 'ingress', to, view.reading, marks, (from) => {
        if (width < out[from]!) look(from, to);
      });
    }
  });
}

const wide = Number.POSITIVE_INFINITY;

/** How many other classes the rules of each class mean at most; `wide` when they are many, or all. */
function widths(engine: Engine, half: Half, { direction, reading }: View): readonly number[] {
  const size = engine.members.length;
  const few = Math.max(32, Math.floor(size / 16));
  const meant = engine.rulebook.peers.map((_, peer) => engine.meant(peer, reading)?.length ?? wide);
  if (direction !== 'both' && direction !== half) return Array<number>(size).fill(wide);
  return Array.from({ length: size }, (_, of) => {
    const { isolated, grants } = engine.half(half, of);
    if (!isolated || engine.isFree(of, reading)) return wide;
    let width = engine.free(reading).length;
    for (let i = 0; i < grants.length; i++) width += meant[grants[i]!.peer]!;
    return width > few ? wide : width;
  });
}

/** Visits once each other class that the rules of a class mean, which must not be wide. */
function forEachReached(
  engine: Engine,
  half: Half,
  of: number,
  reading: Reading,
  marks: Marks,
  visit: (other: number) => void,
): void {
  marks.clear();
  for (const other of engine.free(reading)) if (marks.mark(other)) visit(other);
  const { grants } = engine.half(half, of);
  for (let grant = 0; grant < grants.length; grant++) {
    const meant = engine.meant(grants[grant]!.peer, reading)!;
    for (let i = 0; i < meant.length; i++) if (marks.mark(meant[i]!)) visit(meant[i]!);
  }
}

/** Numbers that were seen since the last clearing; clearing costs nothing. */
class Marks {
  readonly #round: Int32Array;
  #now = 0;

  constructor(size: number) {
    this.#round = new Int32Array(size);
  }

  clear(): void {
    this.#now++;
  }

  /** Whether the number is seen for the first time. */
  mark(number: number): boolean {
    if (this.#round[number] === this.#now) return false;
    this.#round[number] = this.#now;
    return true;
  }
}
