import type { KubeObject, Tree } from '../../render/tree.ts';
import { scalar } from '../json.ts';
import { Field, type Gathered } from './field.ts';

/** A rendered object and what the engine calls it. */
export interface Manifest {
  /** File it stands in; empty when the objects came as a list. */
  readonly file: string;
  /** API group and kind: `apps/Deployment`, `/Pod`. */
  readonly type: string;
  readonly kind: string;
  /** `default` when the manifest names none; meaningless for objects without a namespace. */
  readonly namespace: string;
  readonly name: string;
  /** The object, to be read with faults. */
  readonly root: Field;
}

/**
 * The objects of a tree or a list, `List` objects unfolded. An object without kind or name, and two of the same identity, are faults
 * among the types of interest; all other types are kept unread.
 */
export function manifestsOf(
  input: Tree | Iterable<KubeObject>,
  isOfInterest: (type: string) => boolean,
  gathered: Gathered,
): readonly Manifest[] {
  const entries: Iterable<readonly [string, unknown]> =
    input instanceof Map ? input : [...(input as Iterable<KubeObject>)].map((object) => ['', object] as const);
  const found = [...entries].flatMap(([file, object]) => unfold(file, object, gathered));
  const named = found.filter((each) => {
    // a namespace that is no text would pass for none, and its objects for those of default
    if (isOfInterest(each.type)) each.root.at('metadata').text('namespace');
    const missing = each.name === '' && isOfInterest(each.type);
    if (missing) each.root.down('metadata', 'name').reject('a name', 'Add metadata.name.');
    return each.name !== '';
  });
  return [
    ...named.filter(({ type }) => !isOfInterest(type)),
    ...withoutDuplicates(named.filter(({ type }) => isOfInterest(type))),
  ];
}

function unfold(file: string, object: unknown, gathered: Gathered): Manifest[] {
  const record = recordOf(object);
  const metadata = recordOf(record.metadata);
  const kind = textOr(record.kind, '');
  if (kind.endsWith('List') && Array.isArray(record.items)) {
    return record.items.flatMap((item) =>
      unfold(file, typed(item, record.apiVersion, kind.slice(0, -'List'.length)), gathered),
    );
  }
  const name = textOr(metadata.name, '');
  const namespace = textOr(metadata.namespace, 'default');
  const label = `${kind || 'object'} ${metadata.namespace === undefined ? '' : `${scalar(metadata.namespace) || namespace}/`}${name || '(no name)'}`;
  const root = new Field(object, { file, object: label, gathered });
  if (kind === '') {
    // A values file or a list of numbers is no object at all; what looks like one is a mistake.
    if ('apiVersion' in record || 'metadata' in record) root.at('kind').reject('the kind of the object', 'Add kind.');
    return [];
  }
  const group = textOr(record.apiVersion, '').split('/').slice(0, -1).join('/');
  return [{ file, type: `${group}/${kind}`, kind, namespace, name, root }];
}

// The items of a PodList need not say that they are Pods; those of a plain List must.
function typed(item: unknown, apiVersion: unknown, kind: string): unknown {
  return kind === '' ? item : { apiVersion, kind, ...recordOf(item) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

function withoutDuplicates(manifests: readonly Manifest[]): readonly Manifest[] {
  const seen = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const key = `${manifest.type} ${manifest.namespace}/${manifest.name}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, manifest);
    else {
      const other = first.file === '' ? 'in the list already' : `in ${first.file}`;
      manifest.root
        .down('metadata', 'name')
        .reject(`a name of its own, for there is one ${other}`, 'Remove or rename one of the two.');
    }
  }
  return [...seen.values()];
}
