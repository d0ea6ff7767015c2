import type { KubeObject } from '../../render/tree.ts';
import type { CheckFault } from '../check.ts';
import { at, isRecord, type Json, list, show, text } from '../json.ts';
import { readFault } from './fault.ts';
import { documentLines, parseYaml } from './yaml.ts';

/** What one file holds. */
export interface FileContent {
  readonly objects: readonly KubeObject[];
  readonly faults: readonly CheckFault[];
  /** Why the file was left out, undefined if it holds manifests or should. */
  readonly note?: string;
}

/**
 * The objects in the text of a file. A file in which no document has an `apiVersion` or a `kind` is none of ours (`values.yaml`,
 * `package.json`) and only noted, unless its name says that it holds an object.
 */
export function readDocuments(file: string, source: string): FileContent {
  const parsed = parseYaml(source);
  if (!('documents' in parsed)) {
    if (file.endsWith('.json') && !source.includes('"apiVersion"')) return noted('JSON without an apiVersion');
    return faulty(brokenYaml(file, source, parsed));
  }
  const documents = parsed.documents.flatMap((document, index) => (document === null ? [] : [{ document, index }]));
  if (documents.length === 0) return claimsManifest(file) ? faulty(emptyFile(file)) : noted('no documents');
  if (!claimsManifest(file) && !documents.some(({ document }) => looksLikeManifest(document))) {
    const scalar = documents.find(({ document }) => typeof document !== 'object');
    return scalar === undefined ? noted('no apiVersion and no kind') : faulty(notAnObject(file, source, scalar));
  }
  if (isBuildFile(file, documents[0]!.document)) return noted('input of another tool, not an object of a cluster');
  const objects: KubeObject[] = [];
  const faults: CheckFault[] = [];
  for (const item of documents) {
    for (const object of unwrapList(item.document)) {
      const named = nameGenerated(object);
      const fault = documentFault(file, source, { document: named, index: item.index });
      if (fault !== undefined) faults.push(fault);
      else objects.push(named as KubeObject);
    }
  }
  if (objects.length > 0 || faults.length > 0) return { objects, faults };
  return claimsManifest(file) ? faulty(emptyFile(file)) : noted('an empty list');
}

interface Item {
  readonly document: unknown;
  /** Its number in the file, counted from 0, empty documents included. */
  readonly index: number;
}

function noted(note: string): FileContent {
  return { objects: [], faults: [], note };
}

function faulty(fault: CheckFault): FileContent {
  return { objects: [], faults: [fault] };
}

function claimsManifest(file: string): boolean {
  return /(^|\/)[A-Z][A-Za-z0-9]*\.[^/]+\.ya?ml$/.test(file);
}

function looksLikeManifest(document: unknown): boolean {
  return at(document, 'apiVersion') !== undefined || at(document, 'kind') !== undefined;
}

/** Files that share the form of a manifest and are read by Helm, Kustomize or kubectl, never by the API server. */
function isBuildFile(file: string, document: unknown): boolean {
  const base = file.slice(file.lastIndexOf('/') + 1);
  if (base === 'Chart.yaml' || /^kustomization\.ya?ml$/.test(base)) return true;
  return at(document, 'apiVersion') === 'v1' && at(document, 'kind') === 'Config';
}

/** The objects of a `List`, which is what `kubectl get -o yaml` prints; any other document alone. */
function unwrapList(document: unknown): readonly unknown[] {
  const kind = text(at(document, 'kind'));
  const items = at(document, 'items');
  return kind.endsWith('List') && Array.isArray(items) ? list(items).flatMap(unwrapList) : [document];
}

/** Objects that leave their name to the API server are called by its beginning. */
function nameGenerated(document: unknown): unknown {
  const prefix = at(document, 'metadata', 'generateName');
  if (typeof prefix !== 'string' || at(document, 'metadata', 'name') !== undefined) return document;
  const object = document as Json;
  return { ...object, metadata: { ...(object.metadata as Json), name: prefix } };
}

function brokenYaml(file: string, source: string, error: { line: number; column: number; reason: string }): CheckFault {
  const place = `line ${error.line}, column ${error.column}`;
  if (source.split('\n')[error.line - 1]?.includes('{{')) {
    const repair = 'Render the chart and check what comes out.';
    return readFault(file, place, { found: 'a template', expected: 'YAML that is rendered already', repair });
  }
  return readFault(file, place, { found: error.reason, expected: 'YAML that parses', repair: 'Mend that line.' });
}

function notAnObject(file: string, source: string, item: Item): CheckFault {
  return readFault(file, lineOf(source, item), {
    found: show(item.document),
    expected: 'a Kubernetes object',
    repair: 'Write apiVersion, kind and metadata, or move the file out of the folder.',
  });
}

/** A policy whose file lost its content must not pass for one that was never there. */
function emptyFile(file: string): CheckFault {
  const repair = 'Restore the object, or remove the file.';
  return readFault(file, 'line 1', { found: 'nothing', expected: 'the object that the file is called by', repair });
}

function documentFault(file: string, source: string, item: Item): CheckFault | undefined {
  const document = item.document;
  if (!isRecord(document)) return notAnObject(file, source, item);
  for (const keys of [['apiVersion'], ['kind'], ['metadata', 'name']]) {
    const value = at(document, ...keys);
    if (typeof value === 'string' && value !== '') continue;
    return readFault(file, lineOf(source, item), {
      found: `${keys.join('.')} ${show(value)}`,
      expected: 'a string',
      repair: `Give the object its ${keys.join('.')}.`,
    });
  }
  return undefined;
}

function lineOf(source: string, item: Item): string {
  return `line ${documentLines(source)[item.index] ?? 1}`;
}
