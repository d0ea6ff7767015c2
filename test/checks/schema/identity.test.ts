import { describe, expect, test } from '@jest/globals';
import { changed, messages, onlyMessage } from './change.ts';

const long = (length: number) => 'a'.repeat(length);

describe('a name follows the rule of its kind', () => {
  test.each([
    ['Deployment', 'a.b', true],
    ['Deployment', long(253), true],
    ['Deployment', long(254), false],
    ['Deployment', '-a', false],
    ['StatefulSet', 'a.b', false],
    ['Service', '1st', false],
    ['Service', 'a-1', true],
    ['Namespace', '1st', true],
    ['Namespace', long(64), false],
    ['CronJob', long(52), true],
    ['CronJob', long(53), false],
    ['RoleBinding', 'system:Auth', true],
    ['RoleBinding', 'a/b', false],
    ['RoleBinding', '..', false],
  ])('%s %s: %s', (kind, name, good) => {
    expect(messages(changed(kind, ['metadata', 'name'], name)).length).toBe(good ? 0 : 1);
  });

  test.each([
    [
      'Service',
      'identity_auth',
      'metadata.name: found "identity_auth", expected lower-case letters, digits and "-", at most 63, a letter first and a letter or digit last. Rename it.',
    ],
    [
      'CronJob',
      'Backup',
      'metadata.name: found "Backup", expected lower-case letters, digits, "-" and ".", at most 52 because each Job adds 11. Rename it.',
    ],
    [
      'ConfigMap',
      undefined,
      'metadata.name: found nothing, expected lower-case letters, digits, "-" and ".", at most 253, a letter or digit at both ends. Give it a name.',
    ],
    ['RoleBinding', 'a%b', 'metadata.name: found "a%b", expected a name without "/" and "%". Rename it.'],
    ['ConfigMap', 7, 'metadata.name: found 7, expected a string. Put it in quotes: "7".'],
  ])('%s %j says so', (kind, name, message) => {
    expect(onlyMessage(kind, ['metadata', 'name'], name)).toBe(message);
  });

  test('an object without metadata has no name', () => {
    expect(onlyMessage('ConfigMap', ['metadata'], undefined)).toMatch(/^metadata\.name: found nothing/);
  });
});

describe('a namespace', () => {
  test('is refused on a kind of the whole cluster', () => {
    expect(onlyMessage('Namespace', ['metadata', 'namespace'], 'uo-dev')).toBe(
      'metadata.namespace: found "uo-dev", expected no namespace, since Namespace belongs to the whole cluster. Remove it.',
    );
  });

  test('is a DNS label', () => {
    expect(onlyMessage('Service', ['metadata', 'namespace'], 'uo.dev')).toMatch(
      /^metadata\.namespace: found "uo\.dev"/,
    );
  });
});

describe('an object has a limited size', () => {
  test('all annotations together take 256 KiB', () => {
    const annotations = (size: number) => ({ 'example.com/a': long(size), 'example.com/b': long(100_000) });
    const room = 262_144 - 100_000 - 2 * 'example.com/a'.length;
    expect(messages(changed('Service', ['metadata', 'annotations'], annotations(room)))).toEqual([]);
    expect(onlyMessage('Service', ['metadata', 'annotations'], annotations(room + 1))).toBe(
      'metadata.annotations: found 262145 bytes, expected at most 262144 bytes in all. Make it smaller or split it over several objects.',
    );
  });

  test('characters of several bytes count as such', () => {
    expect(onlyMessage('Service', ['metadata', 'annotations'], { a: 'ü'.repeat(131_072) })).toMatch(
      /found 262145 bytes/,
    );
  });

  test('the data of a ConfigMap takes 1 MiB', () => {
    expect(onlyMessage('ConfigMap', ['data', 'app.yaml'], long(1_048_577))).toBe(
      'data: found 1048577 bytes, expected at most 1048576 bytes in all. Make it smaller or split it over several objects.',
    );
  });

  test('the data of a Secret counts decoded', () => {
    expect(messages(changed('Secret', ['data', 'token'], long(1_048_576)))).toEqual([]);
    expect(onlyMessage('Secret', ['stringData'], { big: long(1_048_576) })).toMatch(/^data: found 1048583 bytes/);
  });
});
