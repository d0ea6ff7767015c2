import type { Resource } from '@pulumi/pulumi';
import { argocdFolder as renderedFolder } from '../../gitops/argocd.ts';
import type { Environment } from '../../model/index.ts';
import type { Tree } from '../../render/tree.ts';
import { installTree, treeOf } from '../argocd/install-tree.ts';
import { repositoryCredential } from '../argocd/repository.ts';
import { applyTree } from '../objects/apply.ts';
import { below } from '../objects/name.ts';
import type { Settings } from '../settings/settings.ts';
import type { ParentOf } from './stacks.ts';

/** What Argo CD is set up with. */
export interface ArgocdOptions {
  readonly environment: Environment;
  readonly settings: Settings;
  /** The whole rendered tree of the environment. */
  readonly tree: Tree;
  /** Argo CD's own manifest; undefined where the cluster has Argo CD already. */
  readonly manifest: string | undefined;
}

/** Hands an environment to Argo CD: Argo CD itself, what it reads the repository with, and what brings in the applications. */
export function deliverByArgocd({ environment, settings, tree, manifest }: ArgocdOptions, parentOf: ParentOf): void {
  const installed = manifest === undefined ? [] : install(manifest, environment.name, parentOf);
  const credential = repositoryCredential(environment, settings);
  const objects = [...(credential ? [credential] : []), ...below(tree, renderedFolder).values()];
  applyTree(treeOf(objects, environment.name), { parentOf, after: installed });
}

function install(manifest: string, environment: string, parentOf: ParentOf): readonly Resource[] {
  const { definitions, rest } = installTree(manifest, environment);
  const kinds = [...applyTree(definitions, { parentOf }).values()];
  return [...kinds, ...applyTree(rest, { parentOf, after: kinds }).values()];
}
