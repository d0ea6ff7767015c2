import { observabilityFolder } from '../../model/observability/peers.ts';
import { hasCertManager } from '../../model/observability/settings.ts';
import { defaultSlo } from '../../model/observability/slo-props.ts';
import { jobOf } from '../../model/observability/target.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { yamlText } from '../config/text.ts';
import { observabilityPlanOf } from '../observed.ts';
import type { AlertContext } from './alerts/context.ts';
import { databaseAlerts } from './alerts/databases.ts';
import { deliveryAlerts } from './alerts/delivery.ts';
import { requestAlerts } from './alerts/requests.ts';
import { watchingAlerts } from './alerts/watching.ts';
import { workloadAlerts } from './alerts/workloads.ts';
import { linked } from './links.ts';
import { requestRecordings, windows } from './requests.ts';
import type { AlertProps, Group } from './rule.ts';
import { budgetRecording, burnAlerts, objectiveRecordings, ratioRecordings, upRecording } from './slo.ts';

/** Every rule of an environment, in groups that are evaluated each on its own. */
export function ruleGroups(plan: Plan): readonly Group[] {
  const { targets, settings } = observabilityPlanOf(plan);
  const context = alertContext(plan);
  const alerts = (props: readonly AlertProps[]) => props.map((one) => linked(one, plan.environment, settings));
  return [
    { name: 'requests', rules: [upRecording(context.jobs), ...requestRecordings(), ...alerts(requestAlerts(context))] },
    {
      name: 'slo',
      rules: [
        ...objectiveRecordings(targets),
        ...windows.filter((window) => window !== '30d').flatMap((window) => ratioRecordings(targets, window)),
        ...alerts(burnAlerts()),
      ],
    },
    // thirty days are read at once, and change slowly
    { name: 'budget', interval: '5m', rules: [...ratioRecordings(targets, '30d'), budgetRecording] },
    { name: 'workloads', rules: alerts(workloadAlerts(context)) },
    { name: 'databases', rules: alerts(databaseAlerts(context)) },
    { name: 'delivery', rules: alerts(deliveryAlerts(context)) },
    { name: 'watching', rules: alerts(watchingAlerts()) },
  ].filter(({ rules }) => rules.length > 0);
}

/** The rules as the files that Prometheus reads, by name. */
export function ruleFiles(plan: Plan): Readonly<Record<string, string>> {
  return Object.fromEntries(ruleGroups(plan).map((group) => [`${group.name}.yaml`, yamlText({ groups: [group] })]));
}

function alertContext(plan: Plan): AlertContext {
  const { environment, applications } = plan;
  const { settings, targets, parts } = observabilityPlanOf(plan);
  const databases = applications.flatMap((application) =>
    application.databases.flatMap((database) => (database.kind === 'cluster' ? [database] : [])),
  );
  return {
    environment: environment.name,
    namespace: environment.namespace,
    namespaces: [environment.namespace, settings.namespace],
    ...settings.thresholds,
    latencySeconds: (environment.observability?.slo?.latency ?? defaultSlo.latency).belowSeconds,
    jobs: [...targets.map(({ job }) => job), ...parts.map(({ name }) => jobOf(observabilityFolder, name))],
    databases: databases.map(({ name, selector }) => ({ name, stack: selector['app.kubernetes.io/instance'] ?? '' })),
    backups: databases.flatMap(({ backup }) => (backup ? [{ name: backup.name, schedule: backup.schedule }] : [])),
    certManager: hasCertManager(environment),
  };
}
