import { describe, expect, test } from '@jest/globals';
import { container, containerPath, messages, onlyMessage, type Steps } from './change.ts';

describe('a value out of its set, its syntax or its bounds is a fault', () => {
  test.each<[string, Steps, unknown, string]>([
    [
      'Deployment',
      [...container, 'imagePullPolicy'],
      'IfNotPresentt',
      `${containerPath}.imagePullPolicy: found "IfNotPresentt", expected one of "Always", "IfNotPresent", "Never". Did you mean "IfNotPresent"?`,
    ],
    [
      'NetworkPolicy',
      ['spec', 'policyTypes', 1],
      'Out',
      'spec.policyTypes[1]: found "Out", expected one of "Egress", "Ingress". Use one of these.',
    ],
    [
      'Deployment',
      [...container, 'resources', 'limits', 'memory'],
      '256MB',
      `${containerPath}.resources.limits.memory: found "256MB", expected a quantity such as "250m", "0.5", "128Mi" or "1Gi". Correct the value.`,
    ],
    [
      'Deployment',
      [...container, 'resources', 'limits'],
      { cpus: 1 },
      `${containerPath}.resources.limits.cpus: found the key "cpus", expected cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<resource>. Rename the key.`,
    ],
    [
      'Deployment',
      ['spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/version'],
      '1.0+build',
      'spec.template.metadata.labels["app.kubernetes.io/version"]: found "1.0+build", expected letters, digits, "-", "_" and ".", at most 63, a letter or digit at both ends. Correct the value.',
    ],
    [
      'Service',
      ['metadata', 'labels', 'a/b/c'],
      'x',
      'metadata.labels["a/b/c"]: found the key "a/b/c", expected letters, digits, "-", "_" and ".", at most 63, a letter or digit at both ends, with a DNS name and "/" before it at most. Rename the key.',
    ],
    [
      'Deployment',
      [...container, 'name'],
      'API',
      `${containerPath}.name: found "API", expected lower-case letters, digits and "-", at most 63, a letter or digit at both ends. Correct the value.`,
    ],
    [
      'NetworkPolicy',
      ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'cidr'],
      '10.0.0.1',
      'spec.egress[0].to[0].ipBlock.cidr: found "10.0.0.1", expected a CIDR such as "10.0.0.0/16". Correct the value.',
    ],
    [
      'CronJob',
      ['spec', 'schedule'],
      '3 * * *',
      'spec.schedule: found "3 * * *", expected a schedule of five fields such as "0 3 * * *". Correct the value.',
    ],
    [
      'Deployment',
      [...container, 'ports', 0, 'containerPort'],
      65536,
      `${containerPath}.ports[0].containerPort: found 65536, expected at most 65535. Correct the value.`,
    ],
    [
      'HorizontalPodAutoscaler',
      ['spec', 'maxReplicas'],
      0,
      'spec.maxReplicas: found 0, expected at least 1. Correct the value.',
    ],
    [
      'Deployment',
      ['spec', 'progressDeadlineSeconds'],
      2 ** 31,
      'spec.progressDeadlineSeconds: found 2147483648, expected an integer of 32 bits. Correct the value.',
    ],
    [
      'PodMonitor',
      ['spec', 'podMetricsEndpoints', 0, 'interval'],
      '15 seconds',
      'spec.podMetricsEndpoints[0].interval: found "15 seconds", expected a text that matches ^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$. Correct the value.',
    ],
    [
      'HTTPRoute',
      ['spec', 'hostnames', 0],
      '',
      'spec.hostnames[0]: found "", expected a text that matches ^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$. Correct the value.',
    ],
    [
      'HTTPRoute',
      ['spec', 'parentRefs', 0, 'name'],
      'a'.repeat(254),
      `spec.parentRefs[0].name: found "${'a'.repeat(79)}…, expected at most 253 characters. Correct the value.`,
    ],
    [
      'HTTPRoute',
      ['spec', 'hostnames'],
      Array.from({ length: 17 }, (_, index) => `h${index}.example.com`),
      'spec.hostnames: found ["h0.example.com","h1.example.com","h2.example.com","h3.example.com","h4.example…, expected at most 16 entries. Correct the value.',
    ],
  ])('%s %j %j', (kind, steps, value, message) => {
    expect(onlyMessage(kind, steps, value)).toBe(message);
  });

  test('a store has exactly one provider', () => {
    const store = (provider: object) => ({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: 'aws' },
      spec: { provider },
    });
    expect(messages(store({ aws: { service: 'SecretsManager', region: 'eu-central-1' } }))).toEqual([]);
    expect(messages(store({}))).toEqual([
      '[x.yaml] spec.provider: found {}, expected at least 1 field. Correct the value.',
    ]);
  });
});

describe('what a Secret holds is never shown', () => {
  test.each<[Steps, unknown]>([
    [['data', 'token'], 'hunter2!'],
    [['data', 'token'], 1234],
    [['stringData'], { pin: 1234 }],
  ])('%j %j', (steps, value) => {
    const message = onlyMessage('Secret', steps, value);
    expect(message).toMatch(/: found a value that is not shown, expected (base64|a string)\. Correct the value\.$/);
    expect(message).not.toMatch(/hunter2|1234/);
  });
});
