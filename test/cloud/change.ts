import { CloudGraph, type CloudResource } from '../../lib/cloud/graph.ts';

type Props = Readonly<Record<string, unknown>>;

/** A change of a graph that somebody might make. */
export type Change = (graph: CloudGraph) => CloudGraph;

/** Changes the properties of every resource of a type, or of those whose names match. */
export function set(type: string, change: Props | ((props: Props) => Props), name = /./): Change {
  return edit(type, name, (resource) => {
    const { props } = resource;
    return { ...resource, props: { ...props, ...(typeof change === 'function' ? change(props) : change) } };
  });
}

/** Takes away every resource of a type, or those whose names match. */
export function remove(type: string, name = /./): Change {
  return ({ resources }) =>
    new CloudGraph(resources.filter((resource) => resource.type !== type || !name.test(resource.name)));
}

/** Adds a resource like the first of a type, with other properties; one of a type that isn't there has these alone. */
export function add(type: string, props: Props | ((graph: CloudGraph) => Props), name = 'another'): Change {
  return (graph) => {
    const like = graph.ofType(type)[0];
    const own = typeof props === 'function' ? props(graph) : props;
    const made = { urn: `${type}::${name}`, type, name, id: `id:${name}`, protect: true, parent: undefined };
    return new CloudGraph([...graph.resources, { ...made, props: { ...like?.props, ...own } }]);
  };
}

/** Changes resources themselves. */
export function edit(type: string, name: RegExp, change: (resource: CloudResource) => CloudResource): Change {
  return ({ resources }) =>
    new CloudGraph(
      resources.map((resource) => (resource.type === type && name.test(resource.name) ? change(resource) : resource)),
    );
}

/** A nested object with a part of it changed. */
export function inside(key: string, change: Props): (props: Props) => Props {
  return (props) => ({ [key]: { ...(props[key] as Props), ...change } });
}
