import { type Fault, throwFaults } from '../../model/fault.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { clusterDashboard } from './cluster.ts';
import type { Dashboard } from './dashboard.ts';
import { deliveryDashboard } from './delivery.ts';
import { environmentDashboard } from './environment.ts';
import { stackDashboard } from './stack.ts';

/** The longest id that Grafana takes. */
const longestUid = 40;

/**
 * Every dashboard of an environment.
 * @throws FaultsError if two have one uid, or one is too long: Grafana would show the one and drop the other
 */
export function dashboardsOf(plan: Plan): readonly Dashboard[] {
  const all = [
    ...plan.applications.map((application) => stackDashboard(plan, application)),
    environmentDashboard(plan),
    clusterDashboard(plan),
    deliveryDashboard(plan),
  ];
  throwFaults(uidFaults(plan.environment.name, all));
  return all;
}

/** What is wrong with the uids of dashboards: both owners of one that comes twice. */
export function uidFaults(environment: string, all: readonly Pick<Dashboard, 'uid' | 'owner'>[]): readonly Fault[] {
  const owners = new Map<string, string>();
  return all.flatMap(({ uid, owner }) => {
    const first = owners.get(uid);
    owners.set(uid, first ?? owner);
    const place = { owner: `${environment} ${owner}`, path: 'dashboard.uid' };
    const faults: Fault[] = [];
    if (first !== undefined) {
      faults.push({
        ...place,
        found: `"${uid}", which the dashboard of ${first} has too`,
        expected: 'a uid of its own: Grafana shows one dashboard for each',
        repair: 'Rename one of the two stacks.',
      });
    }
    if (uid.length > longestUid) {
      faults.push({
        ...place,
        found: `"${uid}" of ${uid.length} characters`,
        expected: `at most ${longestUid}, the longest that Grafana takes`,
        repair: 'Shorten the domain or the name of the stack.',
      });
    }
    return faults;
  });
}
