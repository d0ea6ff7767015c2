import type { Environment } from '../../environment/environment-props.ts';
import type { Place, Report } from '../../plan/context.ts';
import type { Application } from '../../plan/plan.ts';
import type { AwsSettings } from '../settings.ts';

/** What a check of an environment on AWS looks at. */
export interface Checked extends AwsSettings {
  readonly environment: Environment;
  readonly applications: readonly Application[];
  /** The place of a key of `eks({...})`. */
  readonly at: (key: string) => Place;
  readonly report: Report;
}

/** Reports what is wrong. */
export type Check = (checked: Checked) => void;
