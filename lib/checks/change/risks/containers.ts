import { at, show, text } from '../../json.ts';
import { isMovingTag, parseImage } from '../../policy/images/reference.ts';
import { parseQuantity } from '../../quantity.ts';
import { containerRule, type RiskRule } from './risk.ts';

const resources = containerRule(
  {
    id: 'capacity/resources',
    title: 'a request or a limit of a container falls',
    reason: 'Beyond its limit a container is throttled or killed, and a node promises it no more than its request.',
    repair: 'Look at what it used at its highest, with room to spare.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  },
  function* ({ old, new: next }) {
    for (const part of ['requests', 'limits']) {
      for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
        const before = amountOf(old.value, part, resource);
        const after = amountOf(next.value, part, resource);
        const path = `${next.at}.resources.${part}["${resource}"]`;
        if (before === undefined || parseQuantity(before) === undefined) continue;
        // Without a limit a container may take all there is.
        if (after === undefined && part === 'requests') yield { path, what: `is removed, it was ${show(before)}` };
        else if (falls(before, after)) yield { path, what: `falls from ${show(before)} to ${show(after)}` };
      }
    }
  },
);

/** A request that is absent is taken from the limit. */
function amountOf(container: unknown, part: string, resource: string): unknown {
  const written = at(container, 'resources', part, resource);
  return written === undefined && part === 'requests' ? at(container, 'resources', 'limits', resource) : written;
}

function falls(old: unknown, next: unknown): boolean {
  const before = parseQuantity(old);
  const after = parseQuantity(next);
  return before !== undefined && after !== undefined && after < before * (1 - 1e-12);
}

const consequences = {
  livenessProbe: 'A pod that hangs is not started again.',
  readinessProbe: 'Requests reach a pod before it can answer, and a rollout goes on whether or not the new pods work.',
  startupProbe: 'A pod that starts slowly is killed before it is ready.',
} as const;

const probes = containerRule(
  {
    id: 'health/probe-goes',
    title: 'a container loses a probe',
    reason: 'Nobody asks the container any more whether it works.',
    repair: 'Keep the probe; change what it asks, or how long it waits.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  },
  function* ({ old, new: next }) {
    for (const [probe, reason] of Object.entries(consequences)) {
      if (at(old.value, probe) === undefined || at(next.value, probe) !== undefined) continue;
      yield { path: `${next.at}.${probe}`, what: 'is removed', reason };
    }
  },
);

const floating = containerRule(
  {
    id: 'image/floating',
    title: 'an image moves to a tag that moves by itself, or to none',
    reason: 'Two pods may run different programs under one tag, and no rollback brings the old one back.',
    repair: 'Name the release: a version or a commit.',
    reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  },
  function* ({ old, new: next }) {
    if (!floats(next.value.image) || floats(old.value.image)) return;
    yield { path: `${next.at}.image`, what: `moves to ${show(next.value.image)}` };
  },
);

function floats(image: unknown): boolean {
  const parts = parseImage(text(image));
  if (parts === undefined || parts.digest !== undefined) return false;
  return parts.tag === undefined || isMovingTag(parts.tag);
}

const digestGoes = containerRule(
  {
    id: 'image/digest-goes',
    title: 'an image loses its digest',
    reason: 'A tag can be pushed again; only a digest is the very image that was tested.',
    repair: 'Add the digest that the registry gave the tag: image:tag@sha256:….',
    reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  },
  function* ({ old, new: next }) {
    const before = parseImage(text(old.value.image));
    const after = parseImage(text(next.value.image));
    if (before?.digest === undefined || after === undefined || after.digest !== undefined || floats(next.value.image))
      return;
    yield { path: `${next.at}.image`, what: `becomes ${show(next.value.image)}, without a digest` };
  },
);

/** What makes single containers weaker. */
export const containers: readonly RiskRule[] = [resources, probes, floating, digestGoes];
