import type { Engine } from './engine.ts';

/** A resource in Pulumi's state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** `namespace/name` in the cluster. */
  readonly id?: string;
  /** Whether it waits to be deleted: an old one that was replaced. */
  readonly delete?: boolean;
}

/** Pulumi's state, as `pulumi stack export` gives it: secrets are encrypted in it. */
export interface State {
  readonly text: string;
  /** Those that are objects of the cluster. */
  readonly objects: readonly StateResource[];
  /** What a run that was killed had begun. */
  readonly pending: readonly unknown[];
}

interface Exported {
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: readonly unknown[];
  };
}

/** Exports the state. */
export async function exportState(engine: Engine): Promise<State> {
  const text = await engine.cli('stack', 'export');
  const { resources = [], pending_operations: pending = [] } = (JSON.parse(text) as Exported).deployment;
  const isObject = ({ type }: StateResource) => type.startsWith('kubernetes:');
  return { text, objects: resources.filter(isObject), pending };
}

/** What an object of the state is in the cluster: `<Kind> <namespace>/<name>`. */
export function keyOf({ type, id }: StateResource): string {
  return `${type.split(':').at(-1)} ${id}`;
}
