import type { Engine, Reading } from './engine.ts';
import type { Half } from './policies.ts';
import { PortPool } from './port-pool.ts';

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
 * Visits every pair of classes that is allowed anything. The work follows the number of pairs, not its square: from each class whose
 * rules mean few others only those are looked at, whichever side of the connection it is on.
 */
export function forEachPair(engine: Engine, view: View, visit: Visit): void {
  const size = engine.members.length;
  const few = Math.max(32, Math.floor(size / 16));
  const narrow = (half: Half): (readonly number[] | undefined)[] =>
    Array.from({ length: size }, (_, of) =>
      view.direction === opposite[half] ? undefined : reached(engine, half, of, view.reading, few),
    );
  const out = narrow('egress');
  const into = narrow('ingress');
  const look = (from: number, to: number): void => {
    const ports = allowedBetween(engine, from, to, view);
    if (ports !== PortPool.none) visit(from, to, ports);
  };
  out.forEach((targets, from) => {
    for (const to of targets ?? []) look(from, to);
  });
  const wide = [...out.keys()].filter((from) => out[from] === undefined);
  const isWide = out.map((targets) => targets === undefined);
  into.forEach((sources, to) => {
    for (const from of sources ?? wide) if (isWide[from]) look(from, to);
  });
}

const opposite = { ingress: 'egress', egress: 'ingress' } as const;

/** The other classes that a half may allow anything with, if these are few; undefined if they are many or all. */
function reached(engine: Engine, half: Half, of: number, reading: Reading, few: number): readonly number[] | undefined {
  const { isolated, grants } = engine.half(half, of);
  if (!isolated || engine.isFree(of, reading)) return undefined;
  const found = new Set(engine.free(reading));
  for (const { peer } of grants) {
    const meant = engine.meant(peer, reading);
    if (meant === undefined) return undefined;
    for (const each of meant) found.add(each);
    if (found.size > few) return undefined;
  }
  return [...found];
}
