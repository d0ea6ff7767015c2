import { nearest } from '../../model/nearest.ts';
import type { KubeObject } from '../../render/tree.ts';
import { scalar } from '../json.ts';
import { type Problem, shown } from './problem.ts';
import { kindEntry, schemaIndex } from './store.ts';
import { oneOf } from './wording.ts';

/** What is wrong with `apiVersion` and `kind` of an object, undefined if its schema is known. */
export function kindProblem({ apiVersion, kind }: KubeObject): Problem | undefined {
  if (kindEntry(apiVersion, kind) !== undefined) return undefined;
  const versions = versionsOf(kind);
  if (versions.length > 0) return wrongVersion(apiVersion, kind, versions);
  const { kinds } = schemaIndex();
  if (!Object.hasOwn(kinds, apiVersion)) return unknownType(apiVersion, kind);
  return wrongKind(apiVersion, kind, Object.keys(kinds[apiVersion]!));
}

function versionsOf(kind: string): readonly string[] {
  const { kinds } = schemaIndex();
  return Object.keys(kinds).filter((apiVersion) => Object.hasOwn(kinds[apiVersion]!, kind));
}

function wrongVersion(apiVersion: string, kind: string, versions: readonly string[]): Problem {
  const last = JSON.stringify(versions.at(-1));
  const expected = `${oneOf(versions.map((version) => JSON.stringify(version)))} for ${kind}`;
  return { path: 'apiVersion', found: shown(apiVersion), expected, repair: `Set apiVersion to ${last}.` };
}

function wrongKind(apiVersion: string, kind: string, kinds: readonly string[]): Problem {
  const meant = nearest(scalar(kind), kinds);
  const repair = meant === undefined ? 'Correct the kind or its apiVersion.' : `Did you mean ${JSON.stringify(meant)}?`;
  return { path: 'kind', found: shown(kind), expected: `a kind of ${apiVersion}: ${oneOf(kinds)}`, repair };
}

/** Neither kind nor API version is known: a custom resource without schema, or two typos. */
function unknownType(apiVersion: string, kind: string): Problem {
  const { kinds } = schemaIndex();
  const version = nearest(scalar(apiVersion), Object.keys(kinds));
  const meant = version === undefined ? undefined : nearest(scalar(kind), Object.keys(kinds[version]!));
  const repair =
    meant === undefined
      ? 'Correct it, or add its definition to tools/schemas/sources.ts.'
      : `Did you mean kind ${JSON.stringify(meant)} of ${JSON.stringify(version)}?`;
  const found = `${shown(kind)} of ${shown(apiVersion)}`;
  return { path: 'kind', found, expected: 'a kind of the Kubernetes API or of a known custom resource', repair };
}
