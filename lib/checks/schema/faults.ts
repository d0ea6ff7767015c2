import type { KubeObject } from '../../render/tree.ts';
import type { CheckFault } from '../check.ts';
import { at, text } from '../json.ts';
import { identityProblems } from './identity.ts';
import { kindProblem } from './kinds.ts';
import type { Problem } from './problem.ts';
import { kindEntry } from './store.ts';
import { problemsOf } from './walk.ts';

/** Ids of the schema's rules. */
export const schemaRules = {
  kind: 'schema/known-kind',
  fields: 'schema/known-fields',
  identity: 'schema/valid-identity',
} as const;

/** Finds the problems of one rule in an object; objects of an unknown kind have only that problem. */
type Finder = (object: KubeObject) => readonly Problem[];

const finders: Readonly<Record<keyof typeof schemaRules, Finder>> = {
  kind: (object) => [kindProblem(object)].filter((problem) => problem !== undefined),
  fields: (object) => {
    const entry = kindEntry(object.apiVersion, object.kind);
    return entry === undefined ? [] : problemsOf(object, entry.ref).map((problem) => withoutSecret(object, problem));
  },
  identity: (object) => (kindEntry(object.apiVersion, object.kind) === undefined ? [] : identityProblems(object)),
};

/** The faults of `object` under one rule. `file` owns them. */
export function faultsOfRule(rule: keyof typeof schemaRules, file: string, object: KubeObject): readonly CheckFault[] {
  const problems = finders[rule](object);
  if (problems.length === 0) return [];
  const named = objectName(object);
  return problems.map((problem) => ({ owner: file, ...problem, file, object: named, rule: schemaRules[rule] }));
}

/** Everything that the API server would refuse in `object` by its schema, its name and its size. `file` owns the faults. */
export function schemaFaults(file: string, object: KubeObject): readonly CheckFault[] {
  return (Object.keys(schemaRules) as (keyof typeof schemaRules)[]).flatMap((rule) => faultsOfRule(rule, file, object));
}

/** What a Secret holds must not reach a terminal or a log through a message. */
function withoutSecret(object: KubeObject, problem: Problem): Problem {
  const isSecret = object.kind === 'Secret' && /^(?:data|stringData)\b./.test(problem.path);
  return isSecret ? { ...problem, found: 'a value that is not shown', repair: 'Correct the value.' } : problem;
}

function objectName(object: KubeObject): string {
  const namespace = text(at(object, 'metadata', 'namespace'));
  return `${object.kind} ${namespace === '' ? '' : `${namespace}/`}${text(at(object, 'metadata', 'name'))}`;
}
