import {
  boolYaml11Tag,
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  floatYaml11Tag,
  intYaml11Tag,
  loadAll,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  YAMLException,
} from 'js-yaml';
import { LineCounter, parseAllDocuments } from 'yaml';

const octal12 = /^[-+]?0o[0-7]+$/;

// Go's decoders, which kubectl and Argo CD use, take YAML 1.1 words (`on`, `0755`) but no base-60 numbers (`10:30`), and YAML 1.2's octals too.
const goInt = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: [...'-+0123456789'],
  identify: () => false,
  resolve(source, isExplicit, tagName) {
    if (source.includes(':')) return NOT_RESOLVED;
    if (octal12.test(source)) return Number.parseInt(source.replace('0o', ''), 8);
    return intYaml11Tag.resolve(source, isExplicit, tagName);
  },
});
const goFloat = defineScalarTag('tag:yaml.org,2002:float', {
  implicit: true,
  implicitFirstChars: [...'-+.0123456789'],
  identify: () => false,
  resolve(source, isExplicit, tagName) {
    if (source.includes(':')) return NOT_RESOLVED;
    // `1e3` is a float for Go although YAML 1.1 asks for a dot.
    if (/^[-+]?\d+[eE][-+]?\d+$/.test(source)) return Number(source);
    return floatYaml11Tag.resolve(source, isExplicit, tagName);
  },
});

// A tag of someone's own (`!env_var`) says nothing to Go: the value behind it counts.
const ownTag = { matchByTagPrefix: true, identify: () => false };
const ownTags = [
  defineScalarTag('!', { ...ownTag, resolve: (source) => source }),
  defineSequenceTag('!', {
    ...ownTag,
    create: () => [] as unknown[],
    addItem: (items, item) => void items.push(item),
  }),
  defineMappingTag('!', {
    ...ownTag,
    create: () => ({}) as Record<string, unknown>,
    addPair: mapTag.addPair,
    has: mapTag.has,
    keys: mapTag.keys,
    get: mapTag.get,
  }),
];

const schema = CORE_SCHEMA.withTags(boolYaml11Tag, goInt, goFloat, mergeTag, ...ownTags);

/** Aliases allowed in a document: manifests have a handful. */
const maxAliases = 1000;

/** Values that a document may hold once its aliases are written out: a billion laughs stop here, and a loop does too. */
const maxValues = 1_000_000;

/** Nesting allowed in a document. A CustomResourceDefinition reaches about 40. */
const maxDepth = 100;

/** What a file holds: its documents as Go's decoders would read them, or the first thing that is wrong with it. */
export type Parsed =
  | { readonly documents: readonly unknown[] }
  | { readonly line: number; readonly column: number; readonly reason: string };

/** Parses a file of YAML documents, or of JSON, which is YAML too. Empty documents come out as null. */
export function parseYaml(source: string): Parsed {
  try {
    const documents = loadAll(source, { schema, maxAliases, maxDepth });
    // Without an alias, a document holds no more values than its source has characters.
    if (source.includes('*') && source.includes('&')) {
      const bomb = documents.findIndex((document) => expandedSize(document, maxValues, 0) > maxValues);
      if (bomb >= 0) {
        return {
          line: documentLines(source)[bomb] ?? 1,
          column: 1,
          reason: `aliases that expand to more than ${maxValues} values`,
        };
      }
    }
    return { documents };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const mark = error.mark;
    return { line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1, reason: error.reason };
  }
}

/** How many values `value` holds with every alias written out, counted no further than just above `limit`. */
function expandedSize(value: unknown, limit: number, depth: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > maxDepth * 10) return limit + 1;
  let size = 1;
  for (const item of Object.values(value)) {
    size += expandedSize(item, limit - size, depth + 1);
    if (size > limit) return size;
  }
  return size;
}

/**
 * The line, counted from 1, on which each document of `source` begins. Slow, so for messages only: it parses the file again
 * with a parser that keeps places.
 */
export function documentLines(source: string): readonly number[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(source, { lineCounter, uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => lineCounter.linePos(document.contents?.range?.[0] ?? document.range[0]).line);
}
