import type { Environment } from '../environment/environment-props.ts';
import type { Report } from './context.ts';
import type { Application } from './plan.ts';

/** Reports every host and path that two workloads claim: whichever answered would be chance. */
export function reportRouteClashes(
  environment: Environment,
  applications: readonly Application[],
  report: Report,
): void {
  const owners = new Map<string, string>();
  for (const { workloads } of applications) {
    for (const { id, exposures } of workloads) {
      for (const { host, path } of exposures.flatMap((exposure) => exposure.routes)) {
        const route = `${host}${path}`;
        const first = owners.get(route);
        if (first === undefined) {
          owners.set(route, id);
          continue;
        }
        const [domain, stack, part] = id.split('/');
        report({
          owner: `${environment.name} ${domain}/${stack} ${part}`,
          path: 'routes',
          found: `the route ${route}, which ${first === id ? 'it claims already' : `${first} claims too`}`,
          expected: 'one workload for a route',
          repair: 'Change the host or the path of one of the two.',
        });
      }
    }
  }
}
