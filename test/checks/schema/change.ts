import { expect } from '@jest/globals';
import { schemaFaults } from '../../../lib/checks/schema/index.ts';
import { faultMessage } from '../../../lib/model/fault.ts';
import type { KubeObject } from '../../../lib/render/tree.ts';
import { goodObjects } from './objects.ts';

/** Steps from an object's root to a field. */
export type Steps = readonly (string | number)[];

type Node = Record<string | number, unknown>;

/** A good object of `kind` with the field behind `steps` set to `value`; undefined removes it. */
export function changed(kind: string, steps: Steps, value: unknown): KubeObject {
  const object = goodObjects()[kind]!;
  const parent = steps.slice(0, -1).reduce<Node>((node, step) => node[step] as Node, object as unknown as Node);
  const last = steps.at(-1)!;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return object;
}

/** The messages of all schema faults of `object`, as if it stood in `x.yaml`. */
export function messages(object: KubeObject): string[] {
  return schemaFaults('x.yaml', object).map(faultMessage);
}

/** The one message, without its owner, that {@link changed} gives; fails the test if there are more or none. */
export function onlyMessage(kind: string, steps: Steps, value: unknown): string {
  const found = messages(changed(kind, steps, value));
  expect(found).toHaveLength(1);
  return found[0]!.replace('[x.yaml] ', '');
}

/** The only container of the good Deployment. */
export const container: Steps = ['spec', 'template', 'spec', 'containers', 0];
export const containerPath = 'spec.template.spec.containers[0]';
