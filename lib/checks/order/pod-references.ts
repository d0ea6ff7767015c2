import { at, list } from '../json.ts';
import type { Container, Pod } from '../tree/index.ts';
import type { References } from './reference.ts';

/** Adds what a pod names: its account, volumes, environment, pull secrets and classes. */
export function addPodReferences(pod: Pod, references: References): void {
  const { spec, specAt } = pod;
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  references.add(`${specAt}.serviceAccountName`, 'ServiceAccount', account);
  references.addCluster(`${specAt}.priorityClassName`, 'PriorityClass', spec.priorityClassName, false);
  references.addCluster(`${specAt}.runtimeClassName`, 'RuntimeClass', spec.runtimeClassName, true);
  for (const [index, secret] of list(spec.imagePullSecrets).entries()) {
    references.add(`${specAt}.imagePullSecrets[${index}].name`, 'Secret', at(secret, 'name'));
  }
  for (const [index, volume] of list(spec.volumes).entries())
    addVolume(volume, `${specAt}.volumes[${index}]`, references);
  for (const container of pod.containers) addEnvironment(container, references);
}

function addVolume(volume: unknown, path: string, references: References): void {
  addUnlessOptional(references, `${path}.configMap.name`, 'ConfigMap', at(volume, 'configMap'), 'name');
  addUnlessOptional(references, `${path}.secret.secretName`, 'Secret', at(volume, 'secret'), 'secretName');
  const claim = at(volume, 'persistentVolumeClaim', 'claimName');
  references.add(`${path}.persistentVolumeClaim.claimName`, 'PersistentVolumeClaim', claim);
  references.add(`${path}.csi.nodePublishSecretRef.name`, 'Secret', at(volume, 'csi', 'nodePublishSecretRef', 'name'));
  for (const [index, source] of list(at(volume, 'projected', 'sources')).entries()) {
    const place = `${path}.projected.sources[${index}]`;
    addUnlessOptional(references, `${place}.configMap.name`, 'ConfigMap', at(source, 'configMap'), 'name');
    addUnlessOptional(references, `${place}.secret.name`, 'Secret', at(source, 'secret'), 'name');
  }
}

function addEnvironment(container: Container, references: References): void {
  for (const [index, variable] of list(container.value.env).entries()) {
    const path = `${container.at}.env[${index}].valueFrom`;
    const from = at(variable, 'valueFrom');
    addUnlessOptional(references, `${path}.configMapKeyRef.name`, 'ConfigMap', at(from, 'configMapKeyRef'), 'name');
    addUnlessOptional(references, `${path}.secretKeyRef.name`, 'Secret', at(from, 'secretKeyRef'), 'name');
  }
  for (const [index, source] of list(container.value.envFrom).entries()) {
    const path = `${container.at}.envFrom[${index}]`;
    addUnlessOptional(references, `${path}.configMapRef.name`, 'ConfigMap', at(source, 'configMapRef'), 'name');
    addUnlessOptional(references, `${path}.secretRef.name`, 'Secret', at(source, 'secretRef'), 'name');
  }
}

/** The pod starts without a source that is marked optional. */
function addUnlessOptional(references: References, path: string, kind: string, source: unknown, key: string): void {
  if (at(source, 'optional') !== true) references.add(path, kind, at(source, key));
}
