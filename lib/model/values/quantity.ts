const syntax = /^(\d+(?:\.\d+)?|\.\d+)(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/;
const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** What is expected of a Kubernetes quantity, or `undefined` if `text` is one. Exponents (`1e3`) are left out: YAML 1.1 reads them as numbers. */
export function quantityProblem(text: string): string | undefined {
  return syntax.test(text) ? undefined : 'a quantity such as "250m", "2", "128Mi" or "1Gi"';
}

/** What is expected of an amount of CPU, or `undefined` if `text` is one: cores or thousandths, not bytes. */
export function cpuProblem(text: string): string | undefined {
  return /^(\d+(\.\d{1,3})?|[1-9]\d*m)$/.test(text) && quantityAmount(text) > 0
    ? undefined
    : 'an amount of CPU such as "250m" or "2"';
}

/** What is expected of an amount of memory or storage, or `undefined` if `text` is one: `128m` would be an eighth of a byte. */
export function memoryProblem(text: string): string | undefined {
  const tooLittle = quantityProblem(text) !== undefined || quantityAmount(text) < 2 ** 20;
  return tooLittle ? 'at least a mebibyte, such as "128Mi" or "1Gi"' : undefined;
}

/**
 * The amount of a quantity in its base unit: cores for CPU, bytes for memory and storage.
 * @throws RangeError if `text` is not a quantity.
 */
export function quantityAmount(text: string): number {
  const match = syntax.exec(text);
  if (!match) throw new RangeError(`"${text}" is not ${quantityProblem(text)}`);
  return Number(match[1]) * (match[2] ? (factors[match[2]] ?? 1) : 1);
}

/** Cores as a person writes them: `1500m`, `2`. */
export function coresText(cores: number): string {
  return Number.isInteger(cores) ? String(cores) : `${Math.round(cores * 1000)}m`;
}

/** Bytes in the largest binary unit that loses nothing worth reading: `768Mi`, `12Gi`. */
export function bytesText(bytes: number): string {
  const gibibytes = bytes / 2 ** 30;
  return Number.isInteger(gibibytes) ? `${gibibytes}Gi` : `${Math.ceil(bytes / 2 ** 20)}Mi`;
}
