import type { Invariant } from '../../check.ts';
import { show, text } from '../../json.ts';
import { containerRule } from '../../rule.ts';
import { imageDemand } from './demand.ts';
import { isMovingTag, parseImage } from './reference.ts';

const imageDocs = 'https://kubernetes.io/docs/concepts/containers/images/';

const wellFormed = containerRule(
  {
    id: 'images/reference',
    title: 'Every container names an image that a runtime can read.',
    why: 'A pod with a broken image reference is accepted by the API server and never starts.',
    repair: 'Write registry/path:tag@sha256:digest, the path in lower case.',
    reference: imageDocs,
  },
  function* (container) {
    const image = container.value.image;
    if (parseImage(text(image)) !== undefined) return;
    yield { path: `${container.at}.image`, found: show(image), expected: 'an image reference' };
  },
);

const pinned = containerRule(
  {
    id: 'images/tag',
    title: 'Outside local environments every image has a tag that does not move, or a digest.',
    why: 'Under a moving tag two pods of one Deployment run different programs, and no rollback brings the old one back.',
    repair: 'Name the release: a version or a commit.',
    reference: imageDocs,
  },
  function* (container, pod, environment) {
    const image = parseImage(text(container.value.image));
    if (image === undefined || imageDemand(environment, pod.entry.namespace) === 'any') return;
    if (image.tag === undefined ? image.digest !== undefined : !isMovingTag(image.tag)) return;
    const expected = image.tag === undefined ? 'a tag or a digest' : 'a tag that does not move';
    yield { path: `${container.at}.image`, found: show(container.value.image), expected };
  },
);

const digest = containerRule(
  {
    id: 'images/digest',
    title: 'In production every image is named by its digest.',
    why: 'A tag can be pushed again; a digest is the very image that the other environments tested.',
    repair: 'Add the digest that the registry gave the tag: image:tag@sha256:….',
    reference: imageDocs,
  },
  function* (container, pod, environment) {
    const image = parseImage(text(container.value.image));
    if (image === undefined || image.digest !== undefined) return;
    if (imageDemand(environment, pod.entry.namespace) !== 'digest') return;
    yield { path: `${container.at}.image`, found: show(container.value.image), expected: 'a digest behind the tag' };
  },
);

const pullPolicy = containerRule(
  {
    id: 'images/pull-policy',
    title: 'Outside local environments every image may be pulled.',
    why: 'With pull policy Never a pod starts only on nodes that happen to have the image.',
    repair: 'Set imagePullPolicy to IfNotPresent.',
    reference: imageDocs,
  },
  function* (container, pod, environment) {
    if (container.value.imagePullPolicy !== 'Never') return;
    if (imageDemand(environment, pod.entry.namespace) === 'any') return;
    yield { path: `${container.at}.imagePullPolicy`, found: '"Never"', expected: 'IfNotPresent or Always' };
  },
);

/** Sources that get no more updates, and what took their place. */
const retired: readonly (readonly [RegExp, string])[] = [
  [/^k8s\.gcr\.io\//, 'Take it from registry.k8s.io.'],
  [/^(docker\.io\/|registry-1\.docker\.io\/)?bitnami(legacy)?\//, "Take the program's own image."],
  [/(^|\/)ingress-nginx\/controller$/, 'Move to Traefik or the Gateway API.'],
  [/(^|\/)grafana\/promtail$/, 'Move to Grafana Alloy.'],
];

const maintained = containerRule(
  {
    id: 'images/maintained',
    title: 'No image comes from a source that gets no more updates.',
    why: 'Holes that are found tomorrow stay open in it, and it may vanish.',
    repair: 'Take an image that is kept up.',
    reference: 'https://kubernetes.io/blog/2023/03/10/image-registry-redirect/',
  },
  function* (container) {
    const repository = parseImage(text(container.value.image))?.repository ?? '';
    const match = retired.find(([pattern]) => pattern.test(repository));
    if (match === undefined) return;
    yield {
      path: `${container.at}.image`,
      found: show(repository),
      expected: 'a source that is kept up',
      repair: match[1],
    };
  },
);

/** What images a pod may run. */
export const images: readonly Invariant[] = [wellFormed, pinned, digest, pullPolicy, maintained];
