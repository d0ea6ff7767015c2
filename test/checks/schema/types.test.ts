import { describe, expect, test } from '@jest/globals';
import { changed, container, containerPath, messages, onlyMessage, type Steps } from './change.ts';

describe('a value of the wrong type is a fault that says how to write it', () => {
  test.each<[string, Steps, unknown, string]>([
    ['Deployment', ['spec', 'replicas'], '2', 'spec.replicas: found "2", expected an integer. Write 2 without quotes.'],
    ['Deployment', ['spec', 'replicas'], 1.5, 'spec.replicas: found 1.5, expected an integer. Write an integer.'],
    [
      'Deployment',
      [...container, 'env', 0, 'value'],
      8001,
      `${containerPath}.env[0].value: found 8001, expected a string. Put it in quotes: "8001".`,
    ],
    [
      'Deployment',
      [...container, 'tty'],
      'true',
      `${containerPath}.tty: found "true", expected true or false. Write true without quotes.`,
    ],
    [
      'Deployment',
      [...container, 'args'],
      '--verbose',
      `${containerPath}.args: found "--verbose", expected a list. Make it a list, even of one entry.`,
    ],
    ['Deployment', ['spec', 'template'], [], 'spec.template: found [], expected an object. Write an object.'],
    [
      'NetworkPolicy',
      ['spec', 'egress', 0, 'to'],
      null,
      'spec.egress[0].to: found null, expected a list. Give it a value or remove the field.',
    ],
    [
      'ConfigMap',
      ['data', 'app.yaml'],
      true,
      'data["app.yaml"]: found true, expected a string. Put it in quotes: "true".',
    ],
    [
      'HTTPRoute',
      ['spec', 'rules', 0, 'backendRefs', 0, 'port'],
      'http',
      'spec.rules[0].backendRefs[0].port: found "http", expected an integer. Write an integer.',
    ],
  ])('%s %j %j', (kind, steps, value, message) => {
    expect(onlyMessage(kind, steps, value)).toBe(message);
  });
});

describe('a number or text field takes both, within its limits', () => {
  test.each([8002, 'http'])('targetPort %j', (port) => {
    expect(messages(changed('Service', ['spec', 'ports', 0, 'targetPort'], port))).toEqual([]);
  });

  test.each([
    [0, 'found 0'],
    ['8002', 'found "8002"'],
    [70000, 'found 70000'],
  ])('but not targetPort %j', (port, found) => {
    expect(onlyMessage('Service', ['spec', 'ports', 0, 'targetPort'], port)).toBe(
      `spec.ports[0].targetPort: ${found}, expected a port from 1 to 65535 or the name of one. Correct the value.`,
    );
  });

  test('nor a boolean', () => {
    expect(onlyMessage('Service', ['spec', 'ports', 0, 'targetPort'], true)).toBe(
      'spec.ports[0].targetPort: found true, expected an integer or a string. Put it in quotes: "true".',
    );
  });

  test('a rolling update counts pods or takes a percentage of them', () => {
    const steps = ['spec', 'strategy', 'rollingUpdate', 'maxSurge'];
    expect(messages(changed('Deployment', steps, 1))).toEqual([]);
    expect(onlyMessage('Deployment', steps, '25')).toBe(
      'spec.strategy.rollingUpdate.maxSurge: found "25", expected a number from 0 or a percentage such as "25%". Correct the value.',
    );
  });
});

describe('a required field that is missing is a fault', () => {
  test.each<[string, Steps, string]>([
    ['Deployment', ['spec'], 'spec: found nothing, expected an object, since the field is required. Add spec.'],
    [
      'Deployment',
      ['spec', 'selector'],
      'spec.selector: found nothing, expected an object, since the field is required. Add selector.',
    ],
    [
      'Deployment',
      [...container, 'image'],
      `${containerPath}.image: found nothing, expected a string, since the field is required. Add image.`,
    ],
    [
      'HorizontalPodAutoscaler',
      ['spec', 'maxReplicas'],
      'spec.maxReplicas: found nothing, expected an integer, since the field is required. Add maxReplicas.',
    ],
    [
      'Certificate',
      ['spec', 'secretName'],
      'spec.secretName: found nothing, expected a string, since the field is required. Add secretName.',
    ],
  ])('%s without %j', (kind, steps, message) => {
    expect(onlyMessage(kind, steps, undefined)).toBe(message);
  });
});
