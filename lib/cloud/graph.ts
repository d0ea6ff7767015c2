/** One resource of a cloud, as it is asked for: what proofs look at, whoever collected it. */
export interface CloudResource {
  /** Its name in Pulumi, unique. */
  readonly urn: string;
  /** `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Its name among its siblings. */
  readonly name: string;
  /** What others refer to it by; a stand-in before it is made. */
  readonly id: string;
  /** What is asked of it. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Whether Pulumi refuses to delete or replace it. */
  readonly protect: boolean;
  /** URN of the component that it is a part of. */
  readonly parent: string | undefined;
}

/** Every resource of a stack. */
export class CloudGraph {
  readonly resources: readonly CloudResource[];
  private readonly byType: ReadonlyMap<string, readonly CloudResource[]>;
  private readonly ids: ReadonlyMap<string, CloudResource>;

  constructor(resources: readonly CloudResource[]) {
    this.resources = resources;
    this.byType = Map.groupBy(resources, ({ type }) => type);
    // some properties refer to a name: it is looked up after every id
    this.ids = new Map(
      [(one: CloudResource) => one.props.name ?? one.name, (one: CloudResource) => one.id].flatMap((key) =>
        resources.map((resource) => [`${resource.type} ${String(key(resource))}`, resource] as const),
      ),
    );
  }

  /** Resources of some types. */
  ofType(...types: readonly string[]): readonly CloudResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resource of a type that an id, or a name, means. */
  find(type: string, id: unknown): CloudResource | undefined {
    return this.ids.get(`${type} ${String(id)}`);
  }

  /** The resources of a type that a property, one id or a list of them, refers to. */
  referred(type: string, ids: unknown): readonly CloudResource[] {
    return list(ids).flatMap((id) => this.find(type, id) ?? []);
  }
}

/** A value as a list: nothing is an empty one, anything else one item. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A value at a path of property names; `undefined` where the path leads nowhere. Lists of one are looked into. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const object = Array.isArray(inner) ? inner[0] : inner;
    return (object as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  }, value);
}
