/**
 * Argo CD sync waves: what stands in an earlier wave of an application is applied, and healthy, before its next one starts.
 * Applications don't wait for each other: a stack that comes before its namespace is tried again.
 */
export const wave = {
  namespace: -10,
  /** Default deny, quota and limits: other applications may start their first pod as soon as there is a namespace. */
  quota: -9,
  /** The shared gateway. */
  shared: -8,
  /** Accounts, permissions, policies, configuration and secrets: before the first pod that needs them. */
  support: -1,
  database: 0,
  migration: 1,
  /** Applications, and one more for each link of a chain of `waitsFor`. */
  application: 2,
} as const;

/**
 * The wave of each workload: {@link wave.application}, or one after the last that it waits for.
 * @returns the waves, or the workloads of one cycle in order, its first repeated at the end
 */
export function workloadWaves(
  waitsFor: ReadonlyMap<string, readonly string[]>,
): { readonly waves: ReadonlyMap<string, number> } | { readonly cycle: readonly string[] } {
  const waves = new Map<string, number>();
  const visit = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (waves.has(name)) return undefined;
    let last: number = wave.application - 1;
    for (const other of waitsFor.get(name) ?? []) {
      const cycle = visit(other, [...trail, name]);
      if (cycle) return cycle;
      last = Math.max(last, waves.get(other) ?? last);
    }
    waves.set(name, last + 1);
    return undefined;
  };
  for (const name of waitsFor.keys()) {
    const cycle = visit(name, []);
    if (cycle) return { cycle };
  }
  return { waves };
}
