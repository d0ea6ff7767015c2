import { at, list, record, show, text } from '../json.ts';
import { podRule, type Violation } from '../rule.ts';
import type { EnvironmentIndex, Pod } from '../tree/index.ts';

export const keyExists = podRule(
  {
    id: 'order/key-exists',
    title: 'Every key that a pod takes from a ConfigMap is in it.',
    why: 'The container is never created, and only an event of the pod says why.',
    repair: 'Add the key, or correct its name.',
    reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  },
  function* (pod, environment) {
    for (const { path, source, key } of keysOf(pod)) {
      if (at(source, 'optional') !== true) yield* missingKey(path, text(at(source, 'name')), key, pod, environment);
    }
  },
);

interface NamedKey {
  readonly path: string;
  /** What names the ConfigMap. */
  readonly source: unknown;
  readonly key: unknown;
}

function* keysOf(pod: Pod): Iterable<NamedKey> {
  for (const container of pod.containers) {
    for (const [index, variable] of list(container.value.env).entries()) {
      const source = at(variable, 'valueFrom', 'configMapKeyRef');
      const path = `${container.at}.env[${index}].valueFrom.configMapKeyRef.key`;
      if (source !== undefined) yield { path, source, key: at(source, 'key') };
    }
  }
  for (const [index, volume] of list(pod.spec.volumes).entries()) {
    const source = at(volume, 'configMap');
    for (const [item, file] of list(at(source, 'items')).entries()) {
      yield { path: `${pod.specAt}.volumes[${index}].configMap.items[${item}].key`, source, key: at(file, 'key') };
    }
  }
}

function* missingKey(
  path: string,
  name: string,
  key: unknown,
  pod: Pod,
  environment: EnvironmentIndex,
): Iterable<Violation> {
  const config = environment.find('ConfigMap', pod.entry.namespace, name);
  if (config === undefined || typeof key !== 'string') return;
  const known = [...Object.keys(record(config.object.data)), ...Object.keys(record(config.object.binaryData))];
  if (known.includes(key)) return;
  yield { path, found: show(key), expected: `a key of ${config.id}: ${known.join(', ') || 'it has none'}` };
}
