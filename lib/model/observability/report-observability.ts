import type { Environment } from '../environment/environment-props.ts';
import type { Fault } from '../fault.ts';
import type { Report } from '../plan/context.ts';
import { observabilityOf } from './settings.ts';

/** Days that the error budget of an SLO looks back. */
const budgetDays = 30;

/** Reports settings that would render and then watch nothing, or clash with the stacks. */
export function reportObservability(environment: Environment, report: Report): void {
  const settings = observabilityOf(environment);
  if (!settings) return;
  const owner = `environment ${environment.name}`;
  const { namespace, nodesNamespace, retention, thresholds } = settings;
  if ([namespace, nodesNamespace].includes(environment.namespace)) {
    report({
      owner,
      path: 'observability.namespace',
      found: `"${namespace}", where the stacks of ${environment.name} are`,
      expected: 'a namespace of its own, since its quota and its rights are others',
      repair: 'Choose another name, such as "observability".',
    });
  }
  const { scraper } = environment.cluster.capabilities;
  if (settings.flavour === 'operator' && scraper.namespace === namespace) {
    report({
      owner,
      path: 'observability.namespace',
      found: `"${namespace}", where the Operator's Prometheus is`,
      expected: 'a namespace of its own, since default deny falls on all of it',
      repair: 'Choose another name, or correct the capability scraper of the cluster.',
    });
  }
  if (retention.days < budgetDays) {
    report({
      owner,
      path: 'observability.retention.days',
      found: String(retention.days),
      expected: `at least ${budgetDays}, the days of an error budget`,
      repair: `Keep metrics for ${budgetDays} days or more.`,
    });
  }
  for (const [name, percent] of Object.entries(thresholds)) {
    if (percent < 100) continue;
    report({
      owner,
      path: `observability.thresholds.${name}`,
      found: `${percent}, above which nothing can be: its alert can never fire`,
      expected: 'less than 100',
      repair: 'Lower it.',
    });
  }
}

/** Two environments of one cluster whose observability would be one set of objects: each would undo the other's. */
export function observabilityClashes(environments: readonly Environment[]): readonly Fault[] {
  const users = new Map<string, string>();
  return environments.flatMap((environment) => {
    const settings = observabilityOf(environment);
    if (!settings) return [];
    const key = `${JSON.stringify(environment.cluster.capabilities.apiServer)} ${settings.namespace}`;
    const first = users.get(key);
    users.set(key, first ?? environment.name);
    if (first === undefined) return [];
    return [
      {
        owner: `environment ${environment.name}`,
        path: 'observability.namespace',
        found: `"${settings.namespace}", which ${first} has on the same cluster`,
        expected: 'a namespace for each environment of a cluster',
        repair: `Name another one, such as "observability-${environment.name}".`,
      },
    ];
  });
}
