import { at, type CloudGraph, type CloudResource, list } from './graph.ts';
import { replaceTriggers } from './replace-triggers.ts';

/** What a change of inputs does, by kinds of resources (`Cluster`, `NodeGroup`), sorted. */
export interface Effects {
  readonly made: readonly string[];
  readonly removed: readonly string[];
  /** Changed where they are. */
  readonly changed: readonly string[];
  /** Made anew; what was in them is lost. */
  readonly replaced: readonly string[];
}

/** What it takes to get from one graph to another, by the properties that AWS can't change. */
export function effectsOf(before: CloudGraph, after: CloudGraph): Effects {
  const old = new Map(before.resources.map((resource) => [resource.urn, resource]));
  const next = new Set(after.resources.map(({ urn }) => urn));
  const pairs = after.resources.flatMap((resource) => {
    const former = old.get(resource.urn);
    return former ? [[former, resource] as const] : [];
  });
  const replaced = withDependents(
    pairs.filter(([a, b]) => isReplaced(a, b)).map(([, b]) => b),
    after,
  );
  const changed = pairs.filter(([a, b]) => !same(a.props, b.props) && !replaced.has(b.urn)).map(([, b]) => b);
  return {
    made: kinds(after.resources.filter(({ urn }) => !old.has(urn))),
    removed: kinds(before.resources.filter(({ urn }) => !next.has(urn))),
    changed: kinds(changed),
    replaced: kinds([...replaced.values()]),
  };
}

function isReplaced({ type, props: before }: CloudResource, { props: after }: CloudResource): boolean {
  return (replaceTriggers[type] ?? []).some(
    (path) => !same(at(before, ...path.split('.')), at(after, ...path.split('.'))),
  );
}

/** A resource that is made anew has a new id, and its name means another one: whoever can't change a reference to it is made anew too. */
function withDependents(first: readonly CloudResource[], graph: CloudGraph): ReadonlyMap<string, CloudResource> {
  const all = new Map(first.map((resource) => [resource.urn, resource]));
  for (const { id, props } of all.values()) {
    for (const resource of graph.resources)
      if (!all.has(resource.urn) && dependsOn(resource, [id, props.name])) all.set(resource.urn, resource);
  }
  return all;
}

function dependsOn({ type, props }: CloudResource, [id, name]: readonly [string, unknown]): boolean {
  return (replaceTriggers[type] ?? []).some((path) =>
    list(at(props, ...path.split('.'))).some(
      // an ARN and the address of an issuer end with what they belong to
      (one) => one !== props.name && (one === name || (typeof one === 'string' && one.endsWith(id))),
    ),
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function kinds(resources: readonly CloudResource[]): readonly string[] {
  const own = resources.filter(({ type }) => type.startsWith('aws:'));
  return [...new Set(own.map(({ type }) => type.split(':').at(-1) ?? type))].sort();
}
