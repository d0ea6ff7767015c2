import type { KubeObject, Tree } from '../../render/tree.ts';

/** Where in a tree a file stands. */
export interface Place {
  /** Objects of two environments never meet: the first folder of a rendered tree, empty for any other folder of YAML. */
  readonly environment: string;
  /** What Argo CD syncs as one application: the folder of the file. */
  readonly application: string;
  /** True in `<environment>/platform/`, which every application of the environment waits for. */
  readonly platform: boolean;
}

/** Which file stands where, and whether file names carry meaning. */
export interface Layout {
  /** True for a tree of `<environment>/<application>/<Kind>.<name>.yaml`; such a tree's file names are checked too. */
  readonly rendered: boolean;
  place(path: string): Place;
}

/** The folder of the Argo CD objects, one file an environment: it is no environment of its own, but a place of its own. */
const argocdFolder = 'argocd';

/**
 * Decides whether `tree` is one that a synth rendered. Half of the files are enough, so that a misnamed file is a fault of
 * that file and does not turn all environments into one.
 */
export function layoutOf(tree: Tree): Layout {
  let named = 0;
  for (const [path, object] of tree) if (followsConvention(path, object)) named += 1;
  const rendered = tree.size > 0 && named * 2 >= tree.size;
  return { rendered, place: rendered ? placeInRendered : placeInFolder };
}

function followsConvention(path: string, object: KubeObject): boolean {
  const segments = path.split('/');
  const depth = segments[0] === argocdFolder ? 2 : 3;
  return segments.length === depth && segments[depth - 1]!.startsWith(`${object.kind}.`);
}

function placeInRendered(path: string): Place {
  const [environment = '', application = ''] = path.split('/', 2);
  return { environment, application: folderOf(path), platform: application === 'platform' };
}

function placeInFolder(path: string): Place {
  return { environment: '', application: folderOf(path), platform: false };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
