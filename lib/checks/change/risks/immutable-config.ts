import { at, record } from '../../json.ts';
import type { Entry } from '../../tree/index.ts';
import { same } from '../compare/same.ts';
import { fixedRule, refused } from './fixed.ts';
import { changedRule, type ObjectFinding, type RiskRule } from './risk.ts';

const config = changedRule(
  {
    id: 'immutable/config',
    title: 'an immutable ConfigMap or Secret changes under the same name',
    reason: refused,
    repair: 'Give it a new name, best one with a hash of its content, and name that where it is used.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
  },
  ['ConfigMap', 'Secret'],
  function* (old, next) {
    if (at(old.object, 'immutable') !== true) return;
    if (at(next.object, 'immutable') !== true) yield { path: 'immutable', what: 'is taken back' };
    for (const part of ['data', 'binaryData', 'stringData']) yield* dataChange(old, next, part);
  },
);

/** The keys whose values differ; a Secret's values are not for anyone's eyes, and a file's are too long. */
function* dataChange(old: Entry, next: Entry, part: string): Iterable<ObjectFinding> {
  const before = record(at(old.object, part));
  const after = record(at(next.object, part));
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = keys.filter((key) => !same(at(before, key), at(after, key)));
  if (changed.length > 0) yield { path: part, what: `changes in ${changed.join(', ')}` };
}

const secretType = fixedRule(
  {
    id: 'immutable/secret-type',
    title: 'the type of a Secret changes',
    repair: 'Make a Secret of the new type under a new name, and name that where it is used.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
  },
  { Secret: [{ path: 'type', default: 'Opaque' }] },
);

const roleRef = fixedRule(
  {
    id: 'immutable/role-ref',
    title: 'a binding refers to another role',
    repair: 'Bind the other role under a new name and remove this binding.',
    reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example',
  },
  {
    RoleBinding: [{ path: 'roleRef.kind' }, { path: 'roleRef.name' }],
    ClusterRoleBinding: [{ path: 'roleRef.kind' }, { path: 'roleRef.name' }],
  },
);

const quotaScopes = fixedRule(
  {
    id: 'immutable/quota-scopes',
    title: 'the scopes of a ResourceQuota change',
    repair: 'Make a ResourceQuota with the new scopes under a new name and remove this one.',
    reference: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes',
  },
  { ResourceQuota: [{ path: 'spec.scopes' }] },
);

const definition = fixedRule(
  {
    id: 'immutable/definition',
    title: 'the scope or the name of a custom kind changes',
    repair: 'Define the kind under a new name; what exists of the old one must be moved by hand.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/',
  },
  {
    CustomResourceDefinition: [
      { path: 'spec.group' },
      { path: 'spec.names.kind' },
      { path: 'spec.names.plural' },
      { path: 'spec.scope' },
    ],
  },
);

const classes = fixedRule(
  {
    id: 'immutable/class',
    title: 'what a class of volumes, priorities, ingresses or runtimes stands for changes',
    repair: 'Make a class under a new name and move to it what should change.',
    reference: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  },
  {
    StorageClass: [
      { path: 'provisioner' },
      { path: 'parameters' },
      { path: 'reclaimPolicy', default: 'Delete' },
      { path: 'volumeBindingMode', default: 'Immediate' },
    ],
    VolumeAttributesClass: [{ path: 'driverName' }, { path: 'parameters' }],
    PriorityClass: [
      { path: 'value', default: 0 },
      { path: 'preemptionPolicy', default: 'PreemptLowerPriority' },
    ],
    IngressClass: [{ path: 'spec.controller' }],
    RuntimeClass: [{ path: 'handler' }],
  },
);

/** What must not change in configuration, rights, quotas and classes. */
export const immutableConfig: readonly RiskRule[] = [config, secretType, roleRef, quotaScopes, definition, classes];
