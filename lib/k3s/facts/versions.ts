/** Numbers of a release: minor, patch, k3s' own. */
function numbersOf(version: string): readonly number[] {
  return (/^v1\.(\d+)\.(\d+)\+k3s(\d+)$/.exec(version) ?? []).slice(1).map(Number);
}

/** Whether going from one release to another would be a step back. */
export function downgrade(from: string, to: string): boolean {
  const before = numbersOf(from);
  const after = numbersOf(to);
  const at = before.findIndex((number, index) => number !== after[index]);
  return at >= 0 && (before[at] ?? 0) > (after[at] ?? 0);
}

/** Whether a release is more than one minor ahead of another: servers must not skip one. */
export function skew(from: string, to: string): boolean {
  return (numbersOf(to)[0] ?? 0) - (numbersOf(from)[0] ?? 0) > 1;
}
