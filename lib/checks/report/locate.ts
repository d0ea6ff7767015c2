import { type Document, isMap, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';

/** A place in a file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds fields in the source of one file. The file is parsed once, with a parser that keeps places. */
export class Locator {
  readonly #lines = new LineCounter();
  readonly #objects: readonly Node[];

  constructor(source: string) {
    const documents = parseAllDocuments(source, { lineCounter: this.#lines, uniqueKeys: false });
    this.#objects = (Array.isArray(documents) ? documents : []).flatMap((document) => objectsIn(document));
  }

  /**
   * The place of the field `path` in the object called `object` (`Deployment uo-dev/api`), or of the nearest field above it that
   * is written; `number`, counted from 1, tells objects of one name apart. Undefined if the file has no such object.
   */
  find(object: string, path: string, number = 1): Position | undefined {
    const node = this.#objects.find((each, index) => index >= number - 1 && idOf(each) === object);
    if (node === undefined) return undefined;
    let current: unknown = node;
    let offset = node.range?.[0] ?? 0;
    for (const key of keysOf(path)) {
      const next = childOf(current, key);
      if (next === undefined) break;
      [offset, current] = next;
    }
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col };
  }
}

function objectsIn(document: Document): readonly Node[] {
  const root = document.contents;
  if (!isMap(root)) return [];
  const items = root.get('items');
  return String(root.get('kind')).endsWith('List') && isSeq(items) ? (items.items as Node[]) : [root];
}

function idOf(node: Node): string | undefined {
  if (!isMap(node)) return undefined;
  const namespace = node.getIn(['metadata', 'namespace']);
  const name = node.getIn(['metadata', 'name']) ?? node.getIn(['metadata', 'generateName']);
  return `${node.get('kind')} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Where the field begins, key and all, and what it holds. */
function childOf(node: unknown, key: string | number): readonly [number, unknown] | undefined {
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key] as Node | undefined;
    return item?.range ? [item.range[0], item] : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((each) => String(each.key) === key);
  const start = (pair?.key as Node | undefined)?.range?.[0];
  return start === undefined ? undefined : [start, pair!.value];
}

/** `spec.ports[0]["a/b"]` as `spec`, `ports`, 0 and `a/b`. */
function keysOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, index, quoted, word]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? word! : (JSON.parse(quoted) as string);
  });
}
