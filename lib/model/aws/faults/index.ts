import type { Environment } from '../../environment/environment-props.ts';
import type { Report } from '../../plan/context.ts';
import type { Application } from '../../plan/plan.ts';
import { awsSettings } from '../settings.ts';
import type { Check } from './check.ts';
import { reportDatabases } from './databases.ts';
import { reportNames, reportZone } from './names.ts';
import { reportNetwork } from './network.ts';
import { reportNodes } from './nodes.ts';
import { reportPlace } from './place.ts';
import { reportVersion } from './version.ts';

const checks: readonly Check[] = [
  reportPlace,
  reportNetwork,
  reportVersion,
  reportNodes,
  reportDatabases,
  reportZone,
  reportNames,
];

/** Reports everything that would make AWS refuse an environment's cluster halfway, or make it unsafe. */
export function reportAws(environment: Environment, applications: readonly Application[], report: Report): void {
  if (environment.cluster.kind !== 'eks') return;
  const at = (key: string) => ({ owner: `environment ${environment.name}`, path: `cluster.aws.${key}` });
  const checked = { ...awsSettings(environment), environment, applications, at, report };
  for (const check of checks) check(checked);
}
