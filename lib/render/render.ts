import { ApiObject, type Chart } from 'cdk8s';
import { ApplicationChart } from '../constructs/application.ts';
import { PlatformChart } from '../constructs/platform/platform.ts';
import { RetiredChart } from '../constructs/retired.ts';
import { type Fault, throwFaults } from '../model/fault.ts';
import { platformFolder } from '../model/plan/names.ts';
import type { Plan } from '../model/plan/plan.ts';
import { observabilityCharts } from '../observability/constructs/chart.ts';
import type { KubeObject, Tree } from './tree.ts';

/**
 * The objects of one environment by path.
 * @throws FaultsError if two objects of an application have one kind and name
 */
export function renderPlan(plan: Plan): Tree {
  const faults: Fault[] = [];
  const tree = new Map<string, KubeObject>();
  const add = (folder: string, chart: Chart): void => {
    for (const object of objectsOf(chart)) {
      const path = `${plan.environment.name}/${folder}/${fileName(object)}`;
      if (tree.has(path)) faults.push(clash(plan.environment.name, folder, object));
      tree.set(path, object);
    }
  };
  add(platformFolder, new PlatformChart(plan));
  for (const application of plan.applications) add(application.folder, new ApplicationChart(application, plan));
  for (const { folder, chart } of observabilityCharts(plan)) add(folder, chart);
  for (const folder of plan.retired) add(folder, new RetiredChart(folder, plan));
  throwFaults(faults);
  return tree;
}

/** `Deployment.identity-auth-api.yaml`. */
export function fileName({ kind, metadata }: KubeObject): string {
  return `${kind}.${metadata.name}.yaml`;
}

function objectsOf(chart: Chart): readonly KubeObject[] {
  return chart.node.findAll().flatMap((node) => (ApiObject.isApiObject(node) ? [node.toJson() as KubeObject] : []));
}

function clash(environment: string, folder: string, { kind, metadata }: KubeObject): Fault {
  return {
    owner: `${environment} ${folder}`,
    path: '',
    found: `two objects ${kind} ${metadata.name}`,
    expected: 'a name for each',
    repair: 'Rename one of the two workloads, databases or routes that they belong to.',
  };
}
