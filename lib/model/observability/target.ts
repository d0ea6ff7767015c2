import type { Tier } from '../stack/workload-props.ts';
import type { Convention, Slo } from './slo-props.ts';

/** A workload that declares metrics, and everything that is made of that one declaration. */
export interface MetricsTarget {
  /** `identity/auth/api`. */
  readonly id: string;
  /** Name of its objects: `identity-auth-api`. */
  readonly name: string;
  /** Label `job` of its metrics and logs: `identity-auth/api`. */
  readonly job: string;
  /** Label `stack`: `identity-auth`. */
  readonly stack: string;
  readonly tier: Tier;
  readonly port: { readonly name: string; readonly number: number };
  readonly path: string;
  /** How it names its request metrics; none for what serves no requests. */
  readonly convention: Convention | undefined;
  /** Its promises; none without request metrics, or if it makes none. */
  readonly slo: Slo | undefined;
}

/** Label `job` of the pods of a part of a stack, as scraping and shipping of logs compute it from the pods' labels. */
export function jobOf(stack: string, part: string): string {
  return `${stack}/${part}`;
}
