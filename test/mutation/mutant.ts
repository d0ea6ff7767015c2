import type { Plan } from '../../lib/model/index.ts';
import type { Pods } from '../../lib/model/plan/plan.ts';
import type { KubeObject, Tree } from '../../lib/render/tree.ts';
import { podsOf } from '../../lib/synth/edges/identity.ts';

/** An object whose fields a mutant changes without knowing their types. */
// biome-ignore lint/suspicious/noExplicitAny: a mutant breaks objects in any place
export type Loose = any;

/** What a message calls an end of a connection: any of these. */
export type Names = readonly (string | RegExp)[];

/** What a message must tell of a mutant. */
export type Tells =
  /** The broken edge, by both its ends; where no rule of a policy is broken, a connection of the pods that the object is of. */
  | 'edge'
  /** The connection of these pods with somebody who has none in the plan. */
  | 'newcomer'
  /** A connection, by both its ends: which, depends on whom else the change touches. */
  | 'connection'
  /** The object. */
  | 'object';

/** One way to break one object in one place. */
export interface Change {
  /** The place: `spec.ingress[0].ports[1]`. */
  readonly at: string;
  /** The half and the number of the rule that is broken; a change of anything else has none. */
  readonly rule?: readonly [half: 'ingress' | 'egress', index: number];
  /** @default the kind's */
  readonly tells?: Tells;
  /**
   * Who comes in by the change.
   * @default anybody
   */
  readonly newcomer?: Names;
  /** Breaks the object, which is a copy; {@link Instead} puts others in its place. */
  change(object: Loose): unknown;
}

/** What stands in the place of a broken object: nothing, or several. */
export class Instead {
  readonly objects: readonly KubeObject[];

  constructor(...objects: readonly KubeObject[]) {
    this.objects = objects;
  }
}

/** A kind of mutants: a line of the table. */
export interface Kind {
  readonly name: string;
  readonly tells: Tells;
  /** The mutants of one object. */
  of(object: Loose, place: Place): Iterable<Change>;
}

/** Where an object stands. */
export interface Place {
  /** The pods that the object is of; none for what all stacks share. */
  readonly pods: Pods | undefined;
  /** Other pods of the environment, those of the same stacks first. */
  readonly others: readonly Pods[];
}

/** A broken object. */
export interface Mutant {
  readonly kind: Kind;
  readonly file: string;
  /** What the object was called. */
  readonly object: string;
  /** `dev/identity-auth/NetworkPolicy.identity-auth-api.yaml spec.ingress[0]`. */
  readonly name: string;
  readonly tells: Tells;
  /** The two ends to be told of; fewer where any will do. */
  readonly ends: readonly Names[];
  /** What stands in the object's place. */
  readonly objects: readonly KubeObject[];
}

/** Every mutant of the objects in some files. */
export function* mutantsOf(
  { plan, others: more }: { readonly plan: Plan; readonly others: readonly Pods[] },
  tree: Tree,
  kinds: readonly Kind[],
): Iterable<Mutant> {
  const all = podsOf(plan);
  for (const [file, object] of tree) {
    const pods = all.find((each) => isOf(object, each));
    const place: Place = { pods, others: [...all, ...more].filter(({ id }) => id !== pods?.id) };
    for (const kind of kinds) {
      for (const change of kind.of(object, place)) {
        const broken = structuredClone(object);
        const instead = change.change(broken);
        const tells = change.tells ?? kind.tells;
        const objects = instead instanceof Instead ? instead.objects : [broken];
        yield {
          kind,
          file,
          object: object.metadata.name,
          name: `${file} ${change.at}`.trimEnd(),
          tells,
          ends: endsOf(pods, change, tells),
          objects,
        };
      }
    }
  }
}

/** A tree with what a mutant puts in the place of an object, in the order of the files. */
export function mutated(tree: Tree, { file, objects }: Mutant): Tree {
  return new Map(
    [...tree].flatMap(([path, object]) =>
      path !== file
        ? [[path, object] as const]
        : objects.map((each, index) => [index === 0 ? file : `${file}#${index + 1}`, each] as const),
    ),
  );
}

/** What messages call these pods: by their id, by their part to their own stack, or by their object. */
export function namesOf({ id, name }: Pods): Names {
  return [id, id.split('/').at(-1)!, new RegExp(`/${name}[^/[]*\\[`)];
}

function isOf({ metadata: { labels = {} } }: KubeObject, { selector }: Pods): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}

function endsOf(pods: Pods | undefined, { rule, newcomer = [/./] }: Change, tells: Tells): readonly Names[] {
  if (pods === undefined) return [];
  const own = namesOf(pods);
  if (tells === 'newcomer') return [own, newcomer];
  const peer = rule && pods[rule[0]][rule[1]]?.peer;
  if (peer === undefined) return [own];
  if (peer.kind === 'pods') return [own, [peer.id, peer.id.split('/').at(-1)!, /\[\w+\]$/]];
  return [own, [peer.id, /\[External\]$/, /\[pod with|\[any pod\]/]];
}
