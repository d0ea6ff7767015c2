import { describe, expect, test } from '@jest/globals';
import { contentHash } from '../../../lib/model/values/hash.ts';
import {
  domainProblem,
  environmentVariableProblem,
  labelProblem,
  metricProblem,
  portNameProblem,
  secretKeyProblem,
  stackIdProblem,
} from '../../../lib/model/values/name.ts';
import { own } from '../../../lib/model/values/own.ts';
import { filePathProblem, routePathProblem, urlPathProblem } from '../../../lib/model/values/path.ts';
import { listeningPortProblem, portProblem, portText } from '../../../lib/model/values/port.ts';

const rules = [
  {
    rule: 'a label',
    problem: (text: string) => labelProblem(text),
    good: ['a', 'api', 'core-go', 'a--b', 'a1', 'a'.repeat(63)],
    bad: ['', '1a', '-a', 'a-', 'Api', 'a.b', 'a_b', 'a/b', 'ä', 'a\n', 'a'.repeat(64)],
    expected: 'lower-case letters, digits and "-", starting with a letter, at most 63 characters',
  },
  {
    rule: 'a DNS name',
    problem: domainProblem,
    good: ['localhost', 'dev.example.com', '1.example', 'a-b.c'],
    bad: ['', '*.example.com', 'Example.com', 'a..b', '.a', 'a.', 'http://a', 'a_b', `${'a.'.repeat(127)}aa`],
    expected: 'a DNS name such as "dev.example.com"',
  },
  {
    rule: 'a variable',
    problem: environmentVariableProblem,
    good: ['A', '_A', 'path', 'A1_B'],
    bad: ['', '1A', 'A-B', 'A.B', 'A B', 'A='],
    expected: 'letters, digits and "_", not starting with a digit',
  },
  {
    rule: 'a metric',
    problem: metricProblem,
    good: ['events_waiting', 'job:rate:5m', '_a', 'A1'],
    bad: ['', '1a', 'a-b', 'a.b', 'a{b="c"}', 'a b'],
    expected: 'letters, digits, "_" and ":", not starting with a digit',
  },
  {
    rule: 'a key of a Secret',
    problem: secretKeyProblem,
    good: ['password', '.dockerconfigjson', 'tls.crt', 'A_b-c', 'a'.repeat(253)],
    bad: ['', 'a/b', 'a b', 'a'.repeat(254)],
    expected: 'letters, digits, "-", "_" and "."',
  },
  {
    rule: 'a stack',
    problem: stackIdProblem,
    good: ['identity/auth', 'a/b-c'],
    bad: ['', 'auth', 'identity/auth/api', 'Identity/auth', 'identity/'],
    expected: 'a stack such as "identity/auth"',
  },
  {
    rule: 'a file in a container',
    problem: filePathProblem,
    good: ['/tmp', '/etc/app/config.yaml', '/a b'.replace(' ', '_'), '/.hidden', '/a..b'],
    bad: ['', '/', 'tmp', '/tmp/', '/a//b', '/a/../b', '/a/.', '/a:b', '/a b', './a'],
    expected: 'an absolute path below the root such as "/etc/app/config.yaml"',
  },
  {
    rule: 'a URL that is asked',
    problem: urlPathProblem,
    good: ['/', '/health', '/.backstage/health/v1/liveness', '/ready?full=1'],
    bad: ['', 'health', '/a b', 'http://a/'],
    expected: 'an absolute path such as "/metrics"',
  },
  {
    rule: 'a route',
    problem: routePathProblem,
    good: ['/', '/auth', '/v1.2/auth_x', '/~me'],
    bad: ['', 'auth', '/auth/', '//', '/a//b', '/a/../b', '/a?b', '/a*', '/a b', '/%2f'],
    expected: '"/" or a path such as "/auth", of letters, digits, "-", ".", "_" and "~", without "/" at its end',
  },
];

describe.each(rules)('$rule', ({ problem, good, bad, expected }) => {
  test.each(good)('"%s" is one', (text) => expect(problem(text)).toBeUndefined());
  test.each(bad)('"%s" is none', (text) => expect(problem(text)).toBe(expected));
});

test("a port's name is a short label that containers take too", () => {
  expect(portNameProblem('http')).toBeUndefined();
  expect(portNameProblem('a-port-of-16-chr')).toMatch('at most 15 characters');
  expect(portNameProblem('a--b')).toBe('a name without "--"');
});

test('a port is a whole number from 1 to 65535', () => {
  expect([1, 80, 65_535].map(portProblem)).toEqual([undefined, undefined, undefined]);
  for (const bad of [0, -1, 65_536, 80.5, Number.NaN]) expect(portProblem(bad)).toBe('a whole number from 1 to 65535');
  expect([1024, 65_535].map(listeningPortProblem)).toEqual([undefined, undefined]);
  for (const bad of [0, 80, 1023, 65_536]) {
    expect(listeningPortProblem(bad)).toBe('a whole number from 1024 to 65535, since programs run without privileges');
  }
  expect(portText({ port: 53, protocol: 'UDP' })).toBe('UDP 53');
});

test('a hash tells two contents apart and one content never', () => {
  expect(contentHash('a')).toMatch(/^[0-9a-f]{8}$/);
  expect(contentHash('a')).toBe(contentHash('a'));
  expect(contentHash('a')).not.toBe(contentHash('b'));
});

test('a record has its own keys alone', () => {
  expect(own({ a: 1 }, 'a')).toBe(1);
  expect(own({ a: 1 }, 'constructor')).toBeUndefined();
  expect(own(undefined, 'a')).toBeUndefined();
});
