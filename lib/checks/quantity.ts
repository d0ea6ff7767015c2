const pattern = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E))?$/;

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The value of a Kubernetes quantity in its base unit (cores, bytes, pieces): `250m` is 0.25, `1Gi` is 1073741824. A number is
 * itself. Undefined for anything that the API server would refuse.
 */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) return undefined;
  const [, digits, exponent = '', suffix] = match;
  return Number(`${digits}${exponent}`) * (suffix === undefined ? 1 : factors[suffix]!);
}

/** A value in base units as a person writes it: cores as `250m` or `2`, bytes as `1.5Gi`. */
export function showQuantity(resource: string, value: number): string {
  if (/memory|storage/.test(resource)) {
    const unit = ['Ki', 'Mi', 'Gi', 'Ti'].findLast((suffix) => value >= factors[suffix]!);
    return unit === undefined ? String(value) : `${round(value / factors[unit]!)}${unit}`;
  }
  return Number.isInteger(value) ? String(value) : `${round(value * 1000)}m`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
