import { join } from 'node:path';
import { readDocuments } from '../../lib/checks/read/documents.ts';
import { type Connections, solve } from '../../lib/checks/traffic/index.ts';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { loadPlatform } from '../../lib/load/platform.ts';
import type { KubeObject, Tree } from '../../lib/render/tree.ts';
import { toYaml } from '../../lib/render/yaml.ts';
import { plansOf } from '../../lib/synth/plans.ts';

/** Where the pods of each environment have their addresses; a policy by address may mean a pod there. */
const podRanges: Readonly<Record<string, string>> = {
  local: '10.244.0.0/16',
  dev: '10.42.0.0/16',
  staging: '10.42.0.0/16',
  prod: '10.0.64.0/18', // the private subnets
};

/** One environment as it stands in the infra repo. */
export interface Rendered {
  readonly name: string;
  readonly tree: Tree;
}

/** Every environment of this repository: rendered, written as YAML and read back, so that what is proven is what is synced. */
export async function renderedEnvironments(): Promise<readonly Rendered[]> {
  const platform = await loadPlatform(join(import.meta.dirname, '..', '..'));
  return plansOf(platform).map((plan) => ({ name: plan.environment.name, tree: readBack(infraTree([plan])) }));
}

/** Who can reach whom, by the engine that knows NetworkPolicies alone; in the reading that allows whatever some network plugin may. */
export function connectionsOf({ name, tree }: Rendered): Connections {
  const range = podRanges[name];
  return solve(tree, { reading: 'permissive', ...(range === undefined ? {} : { podRanges: [range] }) });
}

/** The environment with some of its objects changed. */
export function withChange(rendered: Rendered, change: (object: Loose) => void): Rendered {
  const tree = new Map([...rendered.tree].map(([path, object]) => [path, structuredClone(object)]));
  for (const object of tree.values()) change(object);
  return { ...rendered, tree };
}

/** The environment with further objects. */
export function withObjects(rendered: Rendered, ...objects: readonly KubeObject[]): Rendered {
  const added = objects.map(
    (object) => [`${rendered.name}/added/${object.kind}.${object.metadata.name}.yaml`, object] as const,
  );
  return { ...rendered, tree: new Map([...rendered.tree, ...added]) };
}

/** An object whose fields a test changes without knowing their types. */
// biome-ignore lint/suspicious/noExplicitAny: a test breaks objects in any place
export type Loose = any;

function readBack(tree: Tree): Tree {
  return new Map(
    [...tree].map(([path, object]) => {
      const { objects, faults } = readDocuments(path, toYaml(object));
      if (faults.length > 0 || objects[0] === undefined) throw new Error(`${path} can't be read back`);
      return [path, objects[0]];
    }),
  );
}
