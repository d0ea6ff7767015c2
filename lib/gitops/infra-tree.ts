import { type Fault, throwFaults } from '../model/fault.ts';
import { observabilityFolder } from '../model/observability/peers.ts';
import { observabilityClashes } from '../model/observability/report-observability.ts';
import { platformFolder } from '../model/plan/names.ts';
import type { Plan } from '../model/plan/plan.ts';
import { renderPlan } from '../render/render.ts';
import type { KubeObject, Tree } from '../render/tree.ts';
import { argocdFolder, argocdTree } from './argocd.ts';

/**
 * The tree of an infra repo: Argo CD's objects and one folder an application for each plan.
 * @throws FaultsError if two environments would have one folder, or two applications one name
 */
export function infraTree(plans: readonly Plan[]): Tree {
  const environments = plans.map(({ environment }) => environment);
  throwFaults([...folderFaults(plans), ...applicationFaults(plans), ...observabilityClashes(environments)]);
  const tree = new Map<string, KubeObject>();
  for (const part of plans.flatMap((plan) => [argocdTree(plan.environment), renderPlan(plan)])) {
    for (const [path, object] of part) tree.set(path, object);
  }
  return tree;
}

function folderFaults(plans: readonly Plan[]): readonly Fault[] {
  const names = plans.map(({ environment }) => environment.name);
  return names.flatMap((name, index) => {
    const reserved = name === argocdFolder;
    if (!reserved && names.indexOf(name) === index) return [];
    return [
      {
        owner: `environment ${name}`,
        path: 'name',
        found: reserved ? `"${name}", the folder of Argo CD's own objects` : `"${name}" twice`,
        expected: 'a name of its own',
        repair: 'Rename the environment.',
      },
    ];
  });
}

/** Argo CD holds all applications in one namespace, so `dev-x/a-b` and `dev/x-a-b` would be one. */
function applicationFaults(plans: readonly Plan[]): readonly Fault[] {
  const folders = new Map<string, string>();
  return plans.flatMap(({ environment: { name }, applications, retired, observability }) => {
    const watching = observability ? [observabilityFolder, `${observabilityFolder}-nodes`] : [];
    const own = [platformFolder, ...watching, ...applications.map(({ folder }) => folder), ...retired];
    return ['', ...own].flatMap((folder) => {
      const application = folder === '' ? name : `${name}-${folder}`;
      const first = folders.get(application);
      folders.set(application, first ?? `${name}/${folder}`);
      if (first === undefined || first === `${name}/${folder}`) return [];
      return [
        {
          owner: `${name}/${folder}`,
          path: '',
          found: `the application name "${application}", which ${first} has too`,
          expected: 'a name of its own',
          repair: 'Rename one of the two environments or stacks.',
        },
      ];
    });
  });
}
