import type { Environment, PlanInput, Stack, WorkloadProps } from '../../lib/model/index.ts';
import { renderPlan } from '../../lib/render/render.ts';
import type { Tree } from '../../lib/render/tree.ts';
import { withWorkload } from '../fixtures/base.ts';
import { environmentWith, planOf } from '../model/plan/plan-of.ts';

/** An object whose fields a test reads without knowing their types. */
// biome-ignore lint/suspicious/noExplicitAny: rendered objects are JSON
export type Loose = any;

/** The rendered tree of the good input with parts of it replaced. */
export function rendered(parts: Partial<PlanInput> = {}): Tree {
  return renderPlan(planOf(parts));
}

/** The tree of these stacks alone, in the good environment with parts of it replaced. */
export function renderedStacks(stacks: readonly Stack[], where: Partial<Environment> = {}): Tree {
  return rendered({ stacks, environment: environmentWith(where) });
}

/** The tree of the workload `shop/search/search` with these props. */
export function renderedWorkload(props: WorkloadProps, where: Partial<Environment> = {}): Tree {
  return renderedStacks([withWorkload(props)], where);
}

/** The only object of this kind whose name starts with `name`. */
export function objectOf(tree: Tree, kind: string, name = ''): Loose {
  const found = objectsOf(tree, kind).filter(({ metadata }) => metadata.name.startsWith(name));
  if (found.length === 1) return found[0];
  throw new Error(`${found.length} objects ${kind} ${name}: ${found.map(({ metadata }) => metadata.name).join(', ')}`);
}

/** All objects of a kind. */
export function objectsOf(tree: Tree, kind: string): readonly Loose[] {
  return [...tree.values()].filter((object) => object.kind === kind);
}

/** Every pod template and the kind of its owner. */
export function podsOf(tree: Tree): readonly { readonly owner: string; readonly pod: Loose }[] {
  return [...tree.values()].flatMap((object: Loose) => {
    const template = object.spec?.jobTemplate?.spec?.template ?? object.spec?.template;
    return template?.spec?.containers ? [{ owner: `${object.kind} ${object.metadata.name}`, pod: template }] : [];
  });
}

/** The first container of the pods of a Deployment, StatefulSet, Job or CronJob. */
export function containerOf(object: Loose): Loose {
  return (object.spec.jobTemplate?.spec ?? object.spec).template.spec.containers[0];
}
