import type { Tree } from '../../../render/tree.ts';
import type { CheckFault, Invariant } from '../../check.ts';
import { at, list, text } from '../../json.ts';
import { faultOf, objectRule, type RuleText, type Violation } from '../../rule.ts';
import { type Entry, type EnvironmentIndex, treeIndex } from '../../tree/index.ts';
import { isClusterScoped } from '../../tree/scope.ts';

const projectDocs = 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/';

export const bounded = objectRule(
  {
    id: 'gitops/project-bounds',
    title: 'Every project names its repositories, its namespaces and its kinds.',
    why: 'A star lets whoever may write to one folder put anything anywhere, ClusterRoleBindings included.',
    repair: 'Write out what the project needs.',
    reference: projectDocs,
  },
  ['AppProject'],
  function* (entry) {
    const spec = at(entry.object, 'spec');
    for (const [index, repo] of list(at(spec, 'sourceRepos')).entries()) {
      if (repo === '*')
        yield { path: `spec.sourceRepos[${index}]`, found: '"*"', expected: 'the address of a repository' };
    }
    yield* stars(spec, 'destinations', ['namespace', 'server', 'name'], 'a name');
    yield* stars(spec, 'clusterResourceWhitelist', ['group', 'kind'], 'a name');
    yield* stars(spec, 'namespaceResourceWhitelist', ['group', 'kind'], 'a name');
    if (at(spec, 'namespaceResourceWhitelist') === undefined) {
      yield {
        path: 'spec.namespaceResourceWhitelist',
        found: 'nothing, which allows every kind',
        expected: 'a list of kinds',
      };
    }
  },
);

function* stars(spec: unknown, key: string, parts: readonly string[], expected: string): Iterable<Violation> {
  for (const [index, item] of list(at(spec, key)).entries()) {
    for (const part of parts) {
      if (at(item, part) === '*') yield { path: `spec.${key}[${index}].${part}`, found: '"*"', expected };
    }
  }
}

const allowsText: RuleText = {
  id: 'gitops/project-allows',
  title: "Every project allows the kinds and namespaces of its environment's folder.",
  why: 'Argo CD refuses an object that its project does not allow, and the whole sync with it.',
  repair: 'Add it to the project.',
  reference: projectDocs,
};

/** The one rule that looks from `argocd/` into the environments: an ApplicationSet names a folder and a project. */
export const allows: Invariant = {
  ...allowsText,
  check(tree: Tree): readonly CheckFault[] {
    const { environments } = treeIndex(tree);
    return environments.flatMap((home) =>
      home.ofKind('ApplicationSet').flatMap((set) => {
        const project = home.find(
          'AppProject',
          set.namespace,
          text(at(set.object, 'spec', 'template', 'spec', 'project')),
        );
        const folders = generatorFolders(set);
        const covered = environments.filter((environment) => environment !== home && folders.has(environment.name));
        if (project === undefined) return [];
        return covered.flatMap((environment) =>
          [...refused(project, environment)].map((violation) => faultOf(allowsText, project, violation)),
        );
      }),
    );
  },
};

/** The first folders of the paths from which an ApplicationSet makes applications. */
function generatorFolders(set: Entry): ReadonlySet<string> {
  const paths = list(at(set.object, 'spec', 'generators')).flatMap((generator) =>
    list(at(generator, 'git', 'directories')).map((directory) => text(at(directory, 'path'))),
  );
  return new Set(paths.map((path) => path.split('/')[0]!));
}

function* refused(project: Entry, environment: EnvironmentIndex): Iterable<Violation> {
  const spec = at(project.object, 'spec');
  const seen = new Set<string>();
  for (const entry of environment.entries) {
    const kind = entry.group === '' ? entry.kind : `${entry.kind}.${entry.group}`;
    const key = isClusterScoped(entry.kind) ? 'clusterResourceWhitelist' : 'namespaceResourceWhitelist';
    if (!seen.has(kind) && !allowsKind(at(spec, key), entry, key)) {
      yield {
        path: `spec.${key}`,
        found: `no ${kind}`,
        expected: `every kind of ${environment.name}/, such as ${entry.path}`,
      };
    }
    const place = entry.namespace === '' ? undefined : `namespace ${entry.namespace}`;
    if (place !== undefined && !seen.has(place) && !allowsNamespace(at(spec, 'destinations'), entry.namespace)) {
      yield {
        path: 'spec.destinations',
        found: `no ${place}`,
        expected: `every namespace of ${environment.name}/, such as that of ${entry.path}`,
      };
    }
    seen.add(kind);
    if (place !== undefined) seen.add(place);
  }
}

function allowsKind(allowed: unknown, entry: Entry, key: string): boolean {
  // Without a list Argo CD allows every namespaced kind and no cluster-scoped one.
  if (allowed === undefined) return key === 'namespaceResourceWhitelist';
  return list(allowed).some((item) => fits(at(item, 'group'), entry.group) && fits(at(item, 'kind'), entry.kind));
}

function allowsNamespace(destinations: unknown, namespace: string): boolean {
  return list(destinations).some((destination) => fits(at(destination, 'namespace'), namespace));
}

/** Argo CD's patterns: a star stands for any characters. */
function fits(pattern: unknown, value: string): boolean {
  if (typeof pattern !== 'string') return false;
  if (!pattern.includes('*')) return pattern === value;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}
