import { at, field, list, show, text } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { hookDeleteAnnotation, hooksOf } from '../../tree/waves.ts';
import { parseImage } from '../images/reference.ts';

const hookDocs = 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/';

export const hookDeletePolicy = objectRule(
  {
    id: 'gitops/hook-delete-policy',
    title: 'Every hook is deleted before it is made again.',
    why: 'A Job of the last sync that is still there blocks the next one, because a Job cannot change.',
    repair: `Annotate the hook ${hookDeleteAnnotation}: BeforeHookCreation.`,
    reference: hookDocs,
  },
  undefined,
  function* (entry) {
    if (hooksOf(entry.object).length === 0 || entry.object.metadata.generateName !== undefined) return;
    const policy = text(at(entry.object.metadata.annotations, hookDeleteAnnotation));
    if (policy.split(',').some((part) => part.trim() === 'BeforeHookCreation')) return;
    const path = field('metadata.annotations', hookDeleteAnnotation);
    yield { path, found: show(policy || undefined), expected: 'BeforeHookCreation' };
  },
);

export const jobName = objectRule(
  {
    id: 'gitops/job-name',
    title: 'A Job that is no hook has the release in its name.',
    why: "A Job cannot change: under the old name a new image is refused, and the new release's migration never runs.",
    repair: 'Put the image tag or a hash of the pod into the name, or make it a Sync hook with BeforeHookCreation.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  },
  ['Job'],
  function* (entry) {
    if (hooksOf(entry.object).length > 0 || entry.object.metadata.generateName !== undefined) return;
    const images = list(at(entry.object, 'spec', 'template', 'spec', 'containers')).map((container) =>
      text(at(container, 'image')),
    );
    if (hasHash(entry.name) || images.every((image) => namesRelease(entry.name, image))) return;
    yield {
      path: 'metadata.name',
      found: show(entry.name),
      expected: `a name that changes with ${show(images.join(', '))}`,
    };
  },
);

/** True if the last part of a name looks like a hash: six characters and more, digits among them. */
function hasHash(name: string): boolean {
  return /-(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{6,}$/.test(name);
}

function namesRelease(name: string, reference: string): boolean {
  const image = parseImage(reference);
  const digest = image?.digest?.slice(image.digest.indexOf(':') + 1) ?? '';
  if (digest !== '' && name.includes(digest.slice(0, 7))) return true;
  const tag = (image?.tag ?? '').toLowerCase();
  return tag !== '' && (name.includes(tag.replaceAll('_', '-')) || name.includes(tag.replace(/[._]/g, '-')));
}

export const jobStays = objectRule(
  {
    id: 'gitops/job-stays',
    title: 'A Job that is no hook is not removed when it is done.',
    why: 'Argo CD finds it missing, heals, and so runs the migration again and again.',
    repair: 'Remove ttlSecondsAfterFinished, or make it a Sync hook.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
  },
  ['Job'],
  function* (entry) {
    const ttl = at(entry.object, 'spec', 'ttlSecondsAfterFinished');
    if (ttl === undefined || hooksOf(entry.object).length > 0) return;
    yield { path: 'spec.ttlSecondsAfterFinished', found: show(ttl), expected: 'nothing' };
  },
);

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

export const noLastApplied = objectRule(
  {
    id: 'gitops/no-last-applied',
    title: 'No file carries what kubectl once applied.',
    why: 'The annotation holds a second, older object, often with values that were removed from the first for a reason.',
    repair: 'Remove the annotation.',
    reference: 'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
  },
  undefined,
  function* (entry) {
    if (at(entry.object.metadata.annotations, lastApplied) === undefined) return;
    yield { path: field('metadata.annotations', lastApplied), found: 'an older object', expected: 'nothing' };
  },
);
