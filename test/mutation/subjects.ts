import { join } from 'node:path';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { loadPlatform, type Platform } from '../../lib/load/platform.ts';
import { type Environment, type Plan, resolvePlan } from '../../lib/model/index.ts';
import { platformFolder } from '../../lib/model/plan/names.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { plansOf } from '../../lib/synth/index.ts';

/** What an environment is planned as, and what it renders to. */
interface Rendered {
  readonly plan: Plan;
  readonly tree: Tree;
}

/** What is broken together: stacks of one environment that talk to each other, or what all stacks share. */
export interface Subject extends Rendered {
  /** The objects to break. */
  readonly broken: Tree;
  /** The whole environment, in which the objects are the same. */
  readonly whole: Rendered;
}

/**
 * Every stack in some environments of this repository. A mutant of one stack mostly touches those that it talks to, so each group is
 * first proven without the others: that is what makes thousands of mutants bearable.
 */
export async function subjects(environments: readonly string[]): Promise<readonly Subject[]> {
  const loaded = await loadPlatform(join(import.meta.dirname, '..', '..'), environments);
  // What watches an environment is hundreds of kilobytes that every mutant's proofs would read again.
  const unwatched = loaded.environments.map(({ observability, cluster, ...environment }) => ({
    ...environment,
    // an adapter that asks what watches the environment would have nobody to ask
    cluster: { ...cluster, capabilities: { ...cluster.capabilities, customMetrics: true } },
  }));
  const platform = { ...loaded, environments: unwatched };
  return plansOf(platform).flatMap((plan): readonly Subject[] => {
    const whole = { plan, tree: infraTree([plan]) };
    const groups = connected(plan).map((ids) => groupOf(platform, plan.environment, ids, whole));
    const shared = inFolders(whole.tree, plan.environment, [platformFolder]);
    return [...groups, { ...whole, whole, broken: shared }];
  });
}

function groupOf(platform: Platform, environment: Environment, ids: readonly string[], whole: Rendered): Subject {
  const { stacks, images } = platform;
  const releases = platform.releases.get(environment.name) ?? {};
  const plan = resolvePlan({ environment: { ...environment, stacks: ids }, stacks, images, releases });
  const tree = infraTree([plan]);
  const folders = ids.map((id) => id.replace('/', '-'));
  const broken = inFolders(tree, environment, folders);
  if (JSON.stringify([...broken]) !== JSON.stringify([...inFolders(whole.tree, environment, folders)]))
    throw new Error(`${ids.join(', ')} of ${environment.name} are not what they are among all stacks`);
  return { plan, tree, broken, whole };
}

function inFolders(tree: Tree, { name }: Environment, folders: readonly string[]): Tree {
  return new Map([...tree].filter(([path]) => folders.some((folder) => path.startsWith(`${name}/${folder}/`))));
}

/** The stacks of a plan, those together that edges connect. */
function connected({ applications, edges }: Plan): readonly (readonly string[])[] {
  const group = new Map(applications.map(({ id }) => [id, [id]]));
  for (const { from, to } of edges) {
    if (from.kind !== 'pods' || to.kind !== 'pods') continue;
    const [a, b] = [group.get(stackOf(from.id))!, group.get(stackOf(to.id))!];
    if (a === b) continue;
    a.push(...b);
    for (const id of b) group.set(id, a);
  }
  return [...new Set(group.values())];
}

function stackOf(pods: string): string {
  return pods.split('/').slice(0, 2).join('/');
}
