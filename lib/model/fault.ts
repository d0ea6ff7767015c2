/** One thing wrong with what a person gave us, in the four parts that let them mend it without reading code. */
export interface Fault {
  /** Who owns the mistake: `prod identity/auth api`, or a file. */
  readonly owner: string;
  /** Where inside the owner: `workloads.api.replicas`, `spec.template.spec.containers[0].image`. Empty for the whole owner. */
  readonly path: string;
  /** What stands there now, quoted as the owner wrote it. */
  readonly found: string;
  /** What may stand there, its limit and its reason. */
  readonly expected: string;
  /** A sentence that says what to do. */
  readonly repair: string;
}

/** The one wording of a fault: `[owner] path: found X, expected Y. Repair.` */
export function faultMessage(fault: Fault): string {
  const path = fault.path === '' ? '' : `${fault.path}: `;
  return `[${fault.owner}] ${path}found ${fault.found}, expected ${fault.expected}. ${fault.repair}`;
}

/** Thrown once, with every fault that was found. */
export class FaultsError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(faultMessage).join('\n'));
    this.name = 'FaultsError';
    this.faults = faults;
  }
}

/** Throws a {@link FaultsError} if there is anything in `faults`. */
export function throwFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new FaultsError(faults);
}
