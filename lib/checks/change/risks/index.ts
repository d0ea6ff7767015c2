import type { Comparison } from '../compare/comparison.ts';
import type { TrafficDifference } from '../traffic.ts';
import { applications } from './application.ts';
import { budgets } from './budget.ts';
import { capacity } from './capacity.ts';
import { connections } from './connections.ts';
import { containers } from './containers.ts';
import { data } from './data.ts';
import { exposure } from './exposure.ts';
import { immutableConfig } from './immutable-config.ts';
import { services } from './immutable-service.ts';
import { immutableStorage } from './immutable-storage.ts';
import { immutableWorkloads } from './immutable-workloads.ts';
import { rights } from './rights.ts';
import { type Risk, type RiskRule, riskOf } from './risk.ts';

export { type Risk, type RiskRule, type RiskText, riskMessage } from './risk.ts';

/** Every rule that says what a person must stop for, in the order in which risks are told. */
export const riskRules: readonly RiskRule[] = [
  ...data,
  ...applications,
  ...immutableWorkloads,
  ...immutableStorage,
  ...immutableConfig,
  ...services,
  ...exposure,
  ...connections,
  ...rights,
  ...capacity,
  ...budgets,
  ...containers,
];

/** What a person must stop for in one environment: by rule, then in the order of files. */
export function risksOf(comparison: Comparison, traffic: TrafficDifference): readonly Risk[] {
  return riskRules.flatMap((rule) =>
    [...rule.find(comparison, traffic)].map((finding) => riskOf(rule, comparison.environment, finding)),
  );
}
