import { at, list, record, show, text } from '../../json.ts';
import { parseQuantity } from '../../quantity.ts';
import { containerRule } from '../../rule.ts';
import type { Container, EnvironmentIndex } from '../../tree/index.ts';

export const resourceDocs = 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/';

/** A rule that each container states one of its resources. */
function stated(kind: 'requests' | 'limits', resource: 'cpu' | 'memory', why: string, defaultKey?: string) {
  const id = `resources/${resource}-${kind.slice(0, -1)}`;
  const what = `${resource === 'cpu' ? 'CPU' : 'memory'} ${kind.slice(0, -1)}`;
  return containerRule(
    {
      id,
      title: `Every container has a ${what}.`,
      why,
      repair: `Set resources.${kind}.${resource}.`,
      reference: resourceDocs,
    },
    function* (container, pod, environment) {
      // Ephemeral containers cannot have resources.
      if (container.type === 'ephemeral') return;
      if (at(container.value, 'resources', kind, resource) !== undefined) return;
      if (at(pod.spec, 'resources', kind, resource) !== undefined) return;
      if (defaultKey !== undefined && hasDefault(environment, pod.entry.namespace, defaultKey, resource)) return;
      yield { path: `${container.at}.resources.${kind}.${resource}`, found: 'nothing', expected: 'a quantity' };
    },
  );
}

/** True if a LimitRange of the namespace gives containers without the value one. */
function hasDefault(environment: EnvironmentIndex, namespace: string, key: string, resource: string): boolean {
  return environment
    .ofKindIn('LimitRange', namespace)
    .some((range) =>
      list(at(range.object, 'spec', 'limits')).some(
        (limit) => at(limit, 'type') === 'Container' && at(limit, key, resource) !== undefined,
      ),
    );
}

export const cpuRequest = stated(
  'requests',
  'cpu',
  'The scheduler packs pods by their requests: without one a pod lands where there is no time for it.',
);

export const memoryRequest = stated(
  'requests',
  'memory',
  'The scheduler packs pods by their requests: without one a pod is the first that a full node kills.',
);

export const memoryLimit = stated(
  'limits',
  'memory',
  'Without a limit a leak in one container takes the memory of every pod on its node.',
);

export const cpuLimit = stated(
  'limits',
  'cpu',
  'Without a limit, its own or the default of a LimitRange, one container can take all idle time of its node.',
  'default',
);

export const aboveZero = containerRule(
  {
    id: 'resources/above-zero',
    title: 'Every request and limit of CPU and memory is above zero.',
    why: 'A request of zero is none: the scheduler packs the pod anywhere, and a full node kills it first.',
    repair: 'Write cores like 250m or 2, memory like 128Mi or 1Gi.',
    reference: resourceDocs,
  },
  function* (container) {
    for (const kind of ['requests', 'limits']) {
      for (const resource of ['cpu', 'memory']) {
        const value = at(container.value, 'resources', kind, resource);
        if (value === undefined || (parseQuantity(value) ?? 1) > 0) continue;
        yield { path: `${container.at}.resources.${kind}.${resource}`, found: show(value), expected: 'more than zero' };
      }
    }
  },
);

export const limitAboveRequest = containerRule(
  {
    id: 'resources/limit-above-request',
    title: 'No limit is below its request.',
    why: 'The API server refuses the pod, so the Deployment is there and never has one.',
    repair: 'Raise the limit or lower the request.',
    reference: resourceDocs,
  },
  function* (container) {
    for (const [resource, limit] of Object.entries(record(at(container.value, 'resources', 'limits')))) {
      const request = at(container.value, 'resources', 'requests', resource);
      const least = parseQuantity(request);
      const most = parseQuantity(limit);
      if (least === undefined || most === undefined || least <= most) continue;
      const path = `${container.at}.resources.limits.${resource}`;
      yield { path, found: show(limit), expected: `at least its request ${show(request)}` };
    }
  },
);

/** The resource bounds of a container in a namespace: `min` and `max` of its LimitRanges. */
export const withinLimitRange = containerRule(
  {
    id: 'resources/within-limit-range',
    title: "Every container keeps its namespace's LimitRange.",
    why: 'The API server refuses a pod outside the range, so the Deployment is there and never has one.',
    repair: 'Change the request or limit, or the LimitRange.',
    reference: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  },
  function* (container, pod, environment) {
    for (const range of environment.ofKindIn('LimitRange', pod.entry.namespace)) {
      for (const limit of list(at(range.object, 'spec', 'limits'))) {
        if (text(at(limit, 'type')) === 'Container') yield* outsideRange(container, limit, range.id);
      }
    }
  },
);

function* outsideRange(container: Container, limit: unknown, owner: string) {
  const bounds = [
    ['min', 'requests', 'at least', 1],
    ['max', 'limits', 'at most', -1],
  ] as const;
  for (const [bound, kind, words, sign] of bounds) {
    for (const [resource, value] of Object.entries(record(at(limit, bound)))) {
      const written = at(container.value, 'resources', kind, resource);
      const stated = parseQuantity(written);
      const allowed = parseQuantity(value);
      if (stated === undefined || allowed === undefined || (stated - allowed) * sign >= 0) continue;
      const path = `${container.at}.resources.${kind}.${resource}`;
      yield { path, found: show(written), expected: `${words} ${show(value)}, the ${bound} of ${owner}` };
    }
  }
}
