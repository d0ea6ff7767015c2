import type { Environment } from '../environment/environment-props.ts';
import type { Fault } from '../fault.ts';
import type { Releases } from '../input/release-schema.ts';
import { nearest } from '../nearest.ts';
import type { Stack } from '../stack/stack-props.ts';
import { stackId } from './names.ts';

/** Images of the platform's own parts, from `versions.json`. */
export interface PlatformImages {
  /** PostgreSQL by major version, each as a full reference with tag and digest. */
  readonly postgres: Readonly<Record<string, string>>;
  /** What watches an environment, by the name of the part. */
  readonly observability: Readonly<Record<string, string>>;
}

/** What a plan is made of. */
export interface PlanInput {
  readonly environment: Environment;
  /** Every stack there is; the environment says which run in it. */
  readonly stacks: readonly Stack[];
  readonly releases: Releases;
  readonly images: PlatformImages;
}

/** Where a fault is. */
export type Place = Pick<Fault, 'owner' | 'path'>;

/** Takes a fault; the plan goes on, so that all are found. */
export type Report = (fault: Fault) => void;

/** One stack in one environment while it is being planned. */
export interface StackContext extends PlanInput {
  readonly stack: Stack;
  /** Every stack that runs in the environment. */
  readonly running: readonly Stack[];
  readonly report: Report;
}

/** `prod identity/auth api`: who owns a fault in a part of a stack. */
export function owner({ environment, stack }: Pick<StackContext, 'environment' | 'stack'>, part?: string): string {
  return `${environment.name} ${stackId(stack)}${part === undefined ? '' : ` ${part}`}`;
}

/** The fault of a name that isn't known, with the nearest one that is. */
export function unknownName(at: Place, what: string, name: string, known: readonly string[]): Fault {
  const near = nearest(name, known);
  const more = known.length > 20 ? ` and ${known.length - 20} more` : '';
  const some = known.length === 1 ? known.join('') : `one of ${known.slice(0, 20).join(', ')}${more}`;
  const expected = known.length === 0 ? `no ${what}, since there is none` : some;
  return {
    ...at,
    found: `the unknown ${what} "${name}"`,
    expected,
    repair: near ? `Did you mean "${near}"?` : `Correct the name of the ${what}.`,
  };
}
