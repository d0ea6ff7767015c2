import { at, field, show } from '../../json.ts';
import { environmentRule, objectRule } from '../../rule.ts';
import { groupBy } from '../../tree/index.ts';
import { isClusterScoped } from '../../tree/scope.ts';

const nameDocs = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/';

export const unique = environmentRule(
  {
    id: 'naming/unique',
    title: 'No two files hold the same object.',
    why: 'The cluster keeps one of them, and which one changes from sync to sync.',
    repair: 'Rename or remove one of the two.',
    reference: nameDocs,
  },
  function* (environment) {
    const groups = groupBy(environment.entries, (entry) => [
      [entry.group, entry.kind, entry.namespace, entry.name].join('/'),
    ]);
    for (const [first, ...others] of groups.values()) {
      for (const entry of others) {
        yield {
          entry,
          path: 'metadata.name',
          found: show(entry.name),
          expected: `a name of its own: ${first!.path} has it too`,
        };
      }
    }
  },
);

export const fileName = environmentRule(
  {
    id: 'naming/file',
    title: 'In a rendered tree every file is called by the kind and name of its object.',
    why: 'Who looks for an object finds it by its name, and two objects never end in one file.',
    repair: 'Rename the file, or let synth write it again.',
    reference: nameDocs,
  },
  function* (environment, rendered) {
    // The objects of Argo CD's own folder are filed by environment, whatever they are called.
    if (!rendered || environment.name === 'argocd') return;
    for (const entry of environment.entries) {
      const name = `${entry.kind}.${entry.name}.yaml`;
      const actual = entry.path.slice(entry.path.lastIndexOf('/') + 1);
      if (actual !== name) yield { entry, path: '', found: `the file name ${actual}`, expected: name };
    }
  },
);

/** Controllers put a hyphen and ten characters behind the name, in a label of each pod. */
const longestStatefulSet = 52;

export const statefulSetName = objectRule(
  {
    id: 'naming/stateful-set',
    title: `No StatefulSet has a name of more than ${longestStatefulSet} characters.`,
    why: 'The API server takes the StatefulSet and then refuses each of its pods, whose label would be too long.',
    repair: 'Shorten the name.',
    reference: 'https://github.com/kubernetes/kubernetes/issues/64023',
  },
  ['StatefulSet'],
  function* (entry) {
    const { length } = entry.name;
    if (length <= longestStatefulSet) return;
    yield { path: 'metadata.name', found: `${length} characters`, expected: `at most ${longestStatefulSet}` };
  },
);

export const namespace = objectRule(
  {
    id: 'naming/namespace',
    title: 'Every namespaced object names its namespace, and not default.',
    why: 'Without a namespace the object goes wherever the one who applies it happens to stand; default has no rules.',
    repair: 'Set metadata.namespace.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  },
  undefined,
  function* (entry) {
    const written = at(entry.object, 'metadata', 'namespace');
    // That a cluster-scoped object has none is a matter of its schema.
    if (isClusterScoped(entry.kind) || (written !== undefined && written !== 'default')) return;
    yield { path: 'metadata.namespace', found: show(written), expected: 'a namespace of your own' };
  },
);

const nameLabel = 'app.kubernetes.io/name';

export const nameLabels = objectRule(
  {
    id: 'naming/name-label',
    title: `Every workload and its pods carry the same ${nameLabel}.`,
    why: 'Policies, dashboards and people find a workload by this label.',
    repair: `Set ${nameLabel} to the same value on the object and on its pod template.`,
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
  },
  ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Rollout'],
  function* (entry, environment) {
    const pod = environment.podOf(entry);
    if (pod === undefined) return;
    const own = at(entry.object.metadata.labels, nameLabel);
    const ofPod = at(pod.labels, nameLabel);
    if (own === undefined) yield { path: field('metadata.labels', nameLabel), found: 'nothing', expected: 'a name' };
    if (ofPod === own && ofPod !== undefined) return;
    const expected = own === undefined ? 'a name' : show(own);
    yield { path: field(`${pod.at}.metadata.labels`, nameLabel), found: show(ofPod), expected };
  },
);
