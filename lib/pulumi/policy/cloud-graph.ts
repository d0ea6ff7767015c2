import type { PolicyResource } from '@pulumi/policy';
import { CloudGraph } from '../../cloud/graph.ts';

/** The graph of a preview or an update. What a preview can't know yet is an id of another resource: that resource stands in for it. */
export function graphOfStack(resources: readonly PolicyResource[]): CloudGraph {
  return new CloudGraph(
    resources.map((resource) => ({
      urn: resource.urn,
      type: resource.type,
      name: resource.name,
      id: idOf(resource),
      props: propsOf(resource),
      protect: resource.opts.protect,
      parent: resource.parent?.urn,
    })),
  );
}

function idOf({ urn, props }: PolicyResource): string {
  const id = known(() => props.id as unknown);
  return typeof id === 'string' && id !== '' ? id : urn;
}

function propsOf({ props, propertyDependencies }: PolicyResource): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.keys(props).map((key) => {
      const stands = (propertyDependencies[key] ?? []).map(idOf);
      return [
        key,
        copy(
          () => props[key] as unknown,
          () => stands.shift(),
        ),
      ];
    }),
  );
}

/** A value in which each unknown is replaced by the next stand-in. */
function copy(read: () => unknown, next: () => string | undefined): unknown {
  const value = known(read, next);
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => copy(() => value[index], next));
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(record).map((key) => [key, copy(() => record[key], next)]));
}

/** Pulumi throws when something that isn't known yet is read. */
function known(read: () => unknown, otherwise: () => unknown = () => undefined): unknown {
  try {
    return read();
  } catch (error) {
    if ((error as Error).message.includes("can't be known during preview")) return otherwise();
    throw error;
  }
}
