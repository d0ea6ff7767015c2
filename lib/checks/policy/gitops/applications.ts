import { at, field, list, show, text } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { applicationKinds, applicationSpec, isRoot } from './argo.ts';

const argoDocs = 'https://argo-cd.readthedocs.io/en/stable';

export const preserves = objectRule(
  {
    id: 'gitops/preserve-resources',
    title: 'Every ApplicationSet keeps the objects of the applications that it drops.',
    why: 'A generator that breaks for a minute would otherwise delete every application, databases included.',
    repair: 'Set spec.syncPolicy.preserveResourcesOnDeletion to true.',
    reference: `${argoDocs}/operator-manual/applicationset/Application-Deletion/`,
  },
  ['ApplicationSet'],
  function* (entry) {
    const value = at(entry.object, 'spec', 'syncPolicy', 'preserveResourcesOnDeletion');
    if (value === true) return;
    yield { path: 'spec.syncPolicy.preserveResourcesOnDeletion', found: show(value), expected: 'true' };
  },
);

export const strictTemplate = objectRule(
  {
    id: 'gitops/strict-template',
    title: 'Every ApplicationSet refuses a template value that its generator does not give.',
    why: 'A misspelt value becomes the empty string, and the application points at the root of the repository.',
    repair: 'Set spec.goTemplate to true and spec.goTemplateOptions to ["missingkey=error"].',
    reference: `${argoDocs}/operator-manual/applicationset/GoTemplate/`,
  },
  ['ApplicationSet'],
  function* (entry) {
    const spec = at(entry.object, 'spec');
    const options = at(spec, 'goTemplateOptions');
    if (at(spec, 'goTemplate') === true && list(options).includes('missingkey=error')) return;
    yield {
      path: 'spec.goTemplateOptions',
      found: show(options),
      expected: '["missingkey=error"] with goTemplate true',
    };
  },
);

export const automated = objectRule(
  {
    id: 'gitops/automated',
    title: 'Every application is synced, healed and pruned by Argo CD itself.',
    why: 'Otherwise the cluster drifts from the repository until someone looks.',
    repair: 'Set syncPolicy.automated.selfHeal and syncPolicy.automated.prune to true.',
    reference: `${argoDocs}/user-guide/auto_sync/`,
  },
  applicationKinds,
  function* (entry) {
    const spec = applicationSpec(entry.object);
    for (const key of ['prune', 'selfHeal']) {
      const value = at(spec.value, 'syncPolicy', 'automated', key);
      if (value !== true)
        yield { path: `${spec.at}.syncPolicy.automated.${key}`, found: show(value), expected: 'true' };
    }
  },
);

export const retryRefreshes = objectRule(
  {
    id: 'gitops/retry-refresh',
    title: 'Every retry of a sync takes up the newest commit.',
    why: 'By default a fix waits behind the sync that it mends until that one has used up its retries.',
    repair: 'Set syncPolicy.retry.refresh to true.',
    reference: `${argoDocs}/user-guide/auto_sync/`,
  },
  applicationKinds,
  function* (entry) {
    const spec = applicationSpec(entry.object);
    const value = at(spec.value, 'syncPolicy', 'retry', 'refresh');
    if (value !== true) yield { path: `${spec.at}.syncPolicy.retry.refresh`, found: show(value), expected: 'true' };
  },
);

const generatePaths = 'argocd.argoproj.io/manifest-generate-paths';

export const ownPaths = objectRule(
  {
    id: 'gitops/generate-paths',
    title: 'Every application is synced only for commits that touch its own paths.',
    why: "One stack's commit would otherwise run every other stack's hooks again, migrations included.",
    repair: `Annotate the application ${generatePaths}: . for its own folder.`,
    reference: `${argoDocs}/operator-manual/high_availability/#manifest-paths-annotation`,
  },
  applicationKinds,
  function* (entry) {
    if (isRoot(entry)) return;
    const path = entry.kind === 'ApplicationSet' ? ['spec', 'template', 'metadata'] : ['metadata'];
    if (text(at(entry.object, ...path, 'annotations', generatePaths)) !== '') return;
    yield {
      path: field(`${path.join('.')}.annotations`, generatePaths),
      found: 'nothing',
      expected: 'the paths of the application',
    };
  },
);

export const projectExists = objectRule(
  {
    id: 'gitops/project',
    title: 'Every application belongs to a project of the tree, not to default.',
    why: 'The default project allows everything everywhere, and an application of a project that is missing never syncs.',
    repair: 'Name an AppProject that the tree has.',
    reference: `${argoDocs}/user-guide/projects/`,
  },
  applicationKinds,
  function* (entry, environment) {
    if (isRoot(entry)) return;
    const spec = applicationSpec(entry.object);
    const project = text(at(spec.value, 'project'));
    if (project !== 'default' && environment.find('AppProject', entry.namespace, project) !== undefined) return;
    const known = environment.ofKindIn('AppProject', entry.namespace).map((other) => other.name);
    const expected = known.length === 0 ? 'an AppProject in the tree' : `one of ${known.join(', ')}`;
    yield { path: `${spec.at}.project`, found: show(project), expected };
  },
);
