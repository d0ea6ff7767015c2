import type { CloudGraph, CloudResource } from '../graph.ts';

/** What must hold of every stack of cloud resources. */
export interface CloudInvariant {
  /** `network/databases-have-no-way-in`. */
  readonly id: string;
  /** What must hold, in a sentence. */
  readonly title: string;
  /** What would happen otherwise. */
  readonly why: string;
  /** Everything that breaks it. */
  readonly check: (graph: CloudGraph) => readonly Finding[];
}

/** A resource that breaks an invariant. */
export interface Finding {
  readonly resource: CloudResource;
  /** What stands there. */
  readonly found: string;
}

/** What a resource is found to be, if that is wrong. */
export type Judge = (resource: CloudResource, graph: CloudGraph) => string | false | undefined;

/** An invariant of every resource of some types. */
export function ofEach(
  id: string,
  title: string,
  why: string,
  types: string | readonly string[],
  judge: Judge,
): CloudInvariant {
  const all = typeof types === 'string' ? [types] : types;
  return {
    id,
    title,
    why,
    check: (graph) =>
      graph.ofType(...all).flatMap((resource) => {
        const found = judge(resource, graph);
        return found ? [{ resource, found }] : [];
      }),
  };
}
