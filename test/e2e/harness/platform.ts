import { join } from 'node:path';
import { infraTree } from '../../../lib/gitops/infra-tree.ts';
import { loadPlatform, type Platform } from '../../../lib/load/platform.ts';
import { type Environment, type Releases, resolvePlan } from '../../../lib/model/index.ts';
import type { Tree } from '../../../lib/render/tree.ts';

const root = join(import.meta.dirname, '../../..');

/** The platform of this repository. */
export async function readPlatform(): Promise<Platform> {
  return loadPlatform(root);
}

/** The tree of some environments, as `unifyops synth` renders it. */
export function renderTree({ stacks, environments, releases, images }: Platform): Tree {
  const plan = (environment: Environment) =>
    resolvePlan({ environment, stacks, releases: releases.get(environment.name) ?? {}, images });
  return infraTree(environments.map(plan));
}

/** The same platform with one environment alone, changed. */
export function only(platform: Platform, name: string, change: (environment: Environment) => Environment): Platform {
  const environment = platform.environments.find((candidate) => candidate.name === name);
  if (environment === undefined) throw new Error(`There is no environment ${name}.`);
  return { ...platform, environments: [change(environment)] };
}

/** The same platform with another tag of one workload in every environment. */
export function release(platform: Platform, stack: string, workload: string, tag: string): Platform {
  const changed = [...platform.releases].map(([name, releases]): [string, Releases] => [
    name,
    { ...releases, [stack]: { ...releases[stack], [workload]: { tag } } },
  ]);
  return { ...platform, releases: new Map(changed) };
}
