import type { KubeObject } from '../../render/tree.ts';
import { at, text } from '../json.ts';
import type { Layout } from './layout.ts';
import { isClusterScoped, typeName } from './scope.ts';
import { type Turn, turnOf } from './waves.ts';

/** One object of a tree with what every rule asks of it. */
export interface Entry {
  /** The tree's path, which has `#2` behind it for the second object of a file. */
  readonly path: string;
  readonly object: KubeObject;
  readonly environment: string;
  /** The folder that Argo CD syncs as one application. */
  readonly application: string;
  /** API group without version, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** The kind alone for the API server's own, `Service.serving.knative.dev` for a custom kind of the same name. */
  readonly type: string;
  /** Empty for cluster-scoped kinds, `default` where a namespaced object names none. */
  readonly namespace: string;
  readonly name: string;
  /** `Deployment uo-dev/identity-auth-api`, `Namespace uo-dev`. */
  readonly id: string;
  readonly turn: Turn;
}

/** The entry of the object at `path`. */
export function entryOf(path: string, object: KubeObject, layout: Layout): Entry {
  const place = layout.place(path);
  const written = text(at(object, 'metadata', 'namespace'));
  const group = groupOf(object.apiVersion);
  const name = text(at(object, 'metadata', 'name'));
  return {
    path,
    object,
    environment: place.environment,
    application: place.application,
    group,
    kind: object.kind,
    type: typeName(group, object.kind),
    namespace: isClusterScoped(object.kind) ? '' : written || 'default',
    name,
    id: `${object.kind} ${written === '' ? '' : `${written}/`}${name}`,
    turn: turnOf(object, place.platform),
  };
}

/** `apps` of `apps/v1`, empty for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The file of a tree path: without the number behind it that tells several objects of one file apart. */
export function fileOf(path: string): string {
  return path.replace(/#\d+$/, '');
}
