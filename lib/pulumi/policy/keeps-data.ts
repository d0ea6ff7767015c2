import { at } from '../../checks/json.ts';
import { type Fault, faultMessage } from '../../model/fault.ts';
import { holdsData } from '../objects/traits.ts';
import { objectOf, type Planned } from './objects.ts';

/** Types of clouds and clusters whose deletion deletes data. */
const cloudTypes: readonly string[] = [
  'aws:dynamodb/table:Table',
  'aws:ebs/volume:Volume',
  'aws:efs/fileSystem:FileSystem',
  'aws:rds/cluster:Cluster',
  'aws:rds/instance:Instance',
  'aws:s3/bucket:Bucket',
  'pulumi-nodejs:dynamic/k3s:Hosts',
];

/** Kinds of Kubernetes that hold data whatever they say of themselves. */
const kinds: readonly string[] = ['PersistentVolume', 'PersistentVolumeClaim'];

/** A planned resource, and whether Pulumi's engine refuses to delete or replace it. */
export interface Guarded extends Planned {
  readonly protect: boolean;
}

/** A resource that holds data without protection, and what is wrong with that. */
export interface Unprotected {
  readonly urn: string;
  readonly message: string;
}

/**
 * What holds data and isn't protected. The engine refuses to delete or replace what is, in a preview already; so keeping everything
 * protected that holds data is what keeps the data.
 */
export function unprotectedData(resources: readonly Guarded[]): readonly Unprotected[] {
  return resources
    .filter((resource) => !resource.protect && isData(resource))
    .map(({ urn, name }) => {
      const repair = 'Register it with protect; to let it go, take it out of the state by hand.';
      const found = { found: 'a resource that a run may delete or replace', expected: 'protection of what holds data' };
      const fault: Fault = { owner: name || urn, path: '', ...found, repair };
      return { urn, message: faultMessage(fault) };
    });
}

function isData(resource: Planned): boolean {
  if (cloudTypes.includes(resource.type)) return true;
  const object = objectOf(resource);
  if (!object) return false;
  return kinds.includes(object.kind) || at(object.spec, 'volumeClaimTemplates') !== undefined || holdsData(object);
}
