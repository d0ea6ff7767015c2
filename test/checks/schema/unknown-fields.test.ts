import { describe, expect, test } from '@jest/globals';
import { schemaFaults } from '../../../lib/checks/schema/index.ts';
import { changed, container, containerPath, messages, onlyMessage, type Steps } from './change.ts';
import { goodObjects } from './objects.ts';

describe('a good object passes', () => {
  test.each(Object.entries(goodObjects()))('%s', (_kind, object) => {
    expect(messages(object)).toEqual([]);
  });
});

describe('an unknown field is a fault, and the nearest known name is its repair', () => {
  test.each<[string, Steps, string]>([
    [
      'Deployment',
      [...container, 'imagee'],
      `${containerPath}.imagee: found an unknown field, expected one of args, command, env, envFrom, image, imagePullPolicy, lifecycle, livenessProbe, name, ports and 15 more. Did you mean "image"?`,
    ],
    [
      'CronJob',
      ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0, 'livenessProbe', 'httpGet', 'pat'],
      'spec.jobTemplate.spec.template.spec.containers[0].livenessProbe.httpGet.pat: found an unknown field, expected one of host, httpHeaders, path, port, scheme. Did you mean "path"?',
    ],
    [
      'NetworkPolicy',
      ['spec', 'egress', 0, 'to', 0, 'podselector'],
      'spec.egress[0].to[0].podselector: found an unknown field, expected one of ipBlock, namespaceSelector, podSelector. Did you mean "podSelector"?',
    ],
    [
      'Service',
      ['spec', 'ports', 0, 'containers'],
      'spec.ports[0].containers: found an unknown field, expected one of appProtocol, name, nodePort, port, protocol, targetPort. Remove it or correct its name.',
    ],
    [
      'Deployment',
      ['specs'],
      'specs: found an unknown field, expected one of apiVersion, kind, metadata, spec. Did you mean "spec"?',
    ],
    [
      'ConfigMap',
      ['metadata', 'generateName'],
      'metadata.generateName: found an unknown field, expected one of annotations, finalizers, labels, name, namespace. Remove it or correct its name.',
    ],
    [
      'Application',
      ['spec', 'syncPolicy', 'automated', 'selfheal'],
      'spec.syncPolicy.automated.selfheal: found an unknown field, expected one of allowEmpty, enabled, prune, selfHeal. Did you mean "selfHeal"?',
    ],
    [
      'ExternalSecret',
      ['spec', 'secretStoreRef', 'namespace'],
      'spec.secretStoreRef.namespace: found an unknown field, expected one of kind, name. Remove it or correct its name.',
    ],
  ])('%s %j', (kind, steps, message) => {
    expect(onlyMessage(kind, steps, 1)).toBe(message);
  });

  test('a field named like something every JavaScript object has is unknown too', () => {
    expect(onlyMessage('ConfigMap', ['constructor'], 1)).toMatch(/^constructor: found an unknown field, /);
  });

  test('a custom resource takes any field where its definition says so', () => {
    const values = { replicas: 3, nested: [{ a: null }] };
    expect(messages(changed('Application', ['spec', 'source', 'helm', 'valuesObject'], values))).toEqual([]);
  });
});

describe('what only the API server writes is a fault', () => {
  test.each<[Steps, unknown, string]>([
    [
      ['status'],
      {},
      'status: found a field that the API server writes itself, expected none in a manifest. Remove status.',
    ],
    [
      ['metadata', 'uid'],
      'x',
      'metadata.uid: found a field that the API server writes itself, expected none in a manifest. Remove uid.',
    ],
    [
      ['spec', 'template', 'metadata', 'creationTimestamp'],
      null,
      'spec.template.metadata.creationTimestamp: found a field that the API server writes itself, expected none in a manifest. Remove creationTimestamp.',
    ],
  ])('%j', (steps, value, message) => {
    expect(onlyMessage('Deployment', steps, value)).toBe(message);
  });

  test('in a custom resource too', () => {
    expect(onlyMessage('Certificate', ['status'], {})).toMatch(
      /^status: found a field that the API server writes itself/,
    );
  });
});

test('all faults of an object are reported at once, in the order of its fields', () => {
  const { spec, ...rest } = goodObjects().Deployment!;
  const object = { ...rest, status: {}, spec: { ...(spec as object), replicas: '2', paussed: true } };
  const named = { ...object, metadata: { ...object.metadata, name: 'Identity_Auth' } };
  const found = schemaFaults('dev/identity-auth/x.yaml', named);
  expect(found.map((fault) => `${fault.rule} ${fault.path}`)).toEqual([
    'schema/known-fields status',
    'schema/known-fields spec.replicas',
    'schema/known-fields spec.paussed',
    'schema/valid-identity metadata.name',
  ]);
  expect(found[0]).toEqual({
    owner: 'dev/identity-auth/x.yaml',
    file: 'dev/identity-auth/x.yaml',
    object: 'Deployment uo-dev/Identity_Auth',
    rule: 'schema/known-fields',
    path: 'status',
    found: 'a field that the API server writes itself',
    expected: 'none in a manifest',
    repair: 'Remove status.',
  });
});
