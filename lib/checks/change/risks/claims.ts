import { at, list, text } from '../../json.ts';
import type { Entry, Pod } from '../../tree/index.ts';

/** The claims that a pod names among its volumes. */
export function claimsOf(pod: Pod | undefined): readonly string[] {
  return list(pod?.spec.volumes)
    .map((volume) => text(at(volume, 'persistentVolumeClaim', 'claimName')))
    .filter((name) => name !== '');
}

/** The names of a StatefulSet's own claims: each pod has one of each, and they come before volumes of the same name. */
export function templatesOf(entry: Entry): readonly string[] {
  return list(at(entry.object, 'spec', 'volumeClaimTemplates')).map((claim) => text(at(claim, 'metadata', 'name')));
}

/** What holds data, by the name of its volume in the pod: `the claim a`, `each pod's claim data`. */
export function dataVolumes(entry: Entry, pod: Pod | undefined): ReadonlyMap<string, string> {
  const named = list(pod?.spec.volumes).flatMap((volume): [string, string][] => {
    const claim = text(at(volume, 'persistentVolumeClaim', 'claimName'));
    return claim === '' ? [] : [[text(at(volume, 'name')), `the claim ${claim}`]];
  });
  return new Map([...named, ...templatesOf(entry).map((name): [string, string] => [name, `each pod's claim ${name}`])]);
}
