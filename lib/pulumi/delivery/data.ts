import type { CustomResource } from '@pulumi/pulumi';
import type { Tree } from '../../render/tree.ts';
import { logicalName } from '../objects/name.ts';
import { holdsData } from '../objects/traits.ts';
import { typeOf } from '../objects/types.ts';
import type { ParentOf } from './stacks.ts';

/** The objects of a tree that Pulumi protects: `apps/v1 shop-cart/StatefulSet.shop-cart-postgres`. */
export function dataIn(tree: Tree): readonly string[] {
  return [...tree]
    .filter(([, object]) => holdsData(object))
    .map(([path, { apiVersion }]) => `${apiVersion} ${logicalName(path)}`);
}

/**
 * Of what was protected, what is to be let go: it isn't rendered any more, and its stack is declared as retired. Anything else that
 * is gone stays protected, and Pulumi refuses to go on until a person unprotects it.
 */
export function leaving(before: readonly string[], now: Tree, retired: readonly string[]): readonly string[] {
  const rendered = new Set(dataIn(now));
  return before.filter((entry) => !rendered.has(entry) && retired.includes(parse(entry).folder));
}

/**
 * Registers protected objects one last time, unprotected and to be left as they run: the next run drops them from the state, and
 * deletes nothing. Whatever they are made of stays as the state has it.
 */
export function letGo(entries: readonly string[], parentOf: ParentOf): readonly CustomResource[] {
  return entries.map(parse).map(({ apiVersion, folder, kind, name }) => {
    const object = { apiVersion, kind, metadata: { name }, spec: {} };
    const options = { parent: parentOf(folder), protect: false, retainOnDelete: true, ignoreChanges: ['*'] };
    return new (typeOf(object))(`${folder}/${kind}.${name}`, object, options);
  });
}

interface Held {
  readonly apiVersion: string;
  readonly folder: string;
  readonly kind: string;
  readonly name: string;
}

function parse(entry: string): Held {
  const [, apiVersion = '', folder = '', kind = '', name = ''] = /^(\S+) ([^/]+)\/([^.]+)\.(.+)$/.exec(entry) ?? [];
  return { apiVersion, folder, kind, name };
}
