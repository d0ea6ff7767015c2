import { describe, expect, test } from '@jest/globals';
import { listText, solve } from '../../../lib/checks/traffic/index.ts';
import { objects, policy } from './shop.ts';

const pod = (name: string) =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, labels: { app: ${name} } }, spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] } }`;
const pods = objects(`${pod('a')}\n---\n${pod('b')}`);
const forPod = (name: string, rest: string) =>
  policy(`{ podSelector: { matchLabels: { app: ${name} } }, ${rest} }`, name, 'default');

/** The lines of addresses towards, or with `egress` from, the pods. */
function lines(half: 'ingress' | 'egress', ...policies: ReturnType<typeof forPod>[]): string[] {
  const external = solve([...pods, ...policies])
    .list()
    .filter(({ from, to }) => (half === 'ingress' ? from : to).kind === 'external');
  return listText(external)
    .replaceAll('default/', '')
    .replaceAll('[Pod]', '')
    .replaceAll('[External]', '')
    .trim()
    .split('\n')
    .filter((line) => line !== '');
}

describe('addresses', () => {
  test('are one range while no policy tells them apart', () => {
    expect(lines('ingress')).toEqual([
      '0.0.0.0-255.255.255.255 => a : All Connections',
      '0.0.0.0-255.255.255.255 => b : All Connections',
    ]);
  });

  test('of a block are let in, those of its exceptions are not', () => {
    const a = forPod(
      'a',
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }], ports: [{ port: 443 }] }]',
    );
    expect(lines('ingress', a, forPod('b', 'policyTypes: [Ingress]'))).toEqual([
      '10.0.0.0-10.0.255.255 => a : TCP 443',
      '10.2.0.0-10.255.255.255 => a : TCP 443',
    ]);
  });

  test('are the same or disjoint in all lines of one direction, and the fewest', () => {
    const a = forPod('a', 'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]');
    expect(lines('ingress', a)).toEqual([
      '0.0.0.0-9.255.255.255 => b : All Connections',
      '10.0.0.0-10.255.255.255 => a : All Connections',
      '10.0.0.0-10.255.255.255 => b : All Connections',
      '11.0.0.0-255.255.255.255 => b : All Connections',
    ]);
    expect(lines('egress', a)).toEqual([
      'a => 0.0.0.0-255.255.255.255 : All Connections',
      'b => 0.0.0.0-255.255.255.255 : All Connections',
    ]);
  });

  test('of two blocks that touch are one range', () => {
    const a = forPod('a', 'egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/9 } }, { ipBlock: { cidr: 10.128.0.0/9 } }] }]');
    const b = forPod('b', 'policyTypes: [Egress]');
    expect(lines('egress', a, b)).toEqual(['a => 10.0.0.0-10.255.255.255 : All Connections']);
  });

  test('of blocks that overlap have the ports of both', () => {
    const rule = (cidr: string, port: number) => `{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: ${port} }] }`;
    const a = forPod('a', `egress: [${rule('10.0.0.0/8', 1)}, ${rule('10.0.0.0/16', 2)}]`);
    expect(lines('egress', a, forPod('b', 'policyTypes: [Egress]'))).toEqual([
      'a => 10.0.0.0-10.0.255.255 : TCP 1-2',
      'a => 10.1.0.0-10.255.255.255 : TCP 1',
    ]);
  });

  test('are not meant by a selector of pods', () => {
    expect(lines('ingress', forPod('a', 'ingress: [{ from: [{ namespaceSelector: {} }] }]'), forPod('b', ''))).toEqual(
      [],
    );
  });

  test('reach a named port by the number it has on the pod, and have no named port themselves', () => {
    const named = '[{ ports: [{ port: http }] }]';
    expect(lines('ingress', forPod('a', `ingress: ${named}`), forPod('b', ''))).toEqual([
      '0.0.0.0-255.255.255.255 => a : TCP 8080',
    ]);
    expect(lines('egress', forPod('a', `egress: ${named}`), forPod('b', 'policyTypes: [Egress]'))).toEqual([]);
  });

  test('of IPv6 are listed only where a policy names an IPv6 block', () => {
    const a = forPod('a', 'ingress: [{ from: [{ ipBlock: { cidr: 2001:db8::/32, except: [2001:db8:1::/48] } }] }]');
    expect(lines('ingress', a, forPod('b', ''))).toEqual([
      '2001:db8:2::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff => a : All Connections',
      '2001:db8::-2001:db8:0:ffff:ffff:ffff:ffff:ffff => a : All Connections',
    ]);
    expect(lines('egress', a)).toContain('a => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff : All Connections');
  });

  test('of both families are let in by a rule for everyone', () => {
    const connections = solve([...pods, forPod('a', 'ingress: [{ ports: [{ port: 80 }] }]')]);
    expect(String(connections.allowed('2001:db8::1', 'a'))).toBe('TCP 80');
    expect(String(connections.allowed('192.0.2.1', 'a'))).toBe('TCP 80');
  });
});

test('a range is allowed what all of its addresses are; permissively, what any is', () => {
  const connections = solve([...pods, forPod('a', 'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/16 } }] }]')]);
  expect(String(connections.allowed('10.0.0.0/16', 'a'))).toBe('All Connections');
  expect(String(connections.allowed('10.0.0.0/8', 'a'))).toBe('No Connections');
  expect(String(connections.as({ reading: 'permissive' }).allowed('10.0.0.0/8', 'a'))).toBe('All Connections');
});

test('one half alone lists addresses on the far side only', () => {
  const sides = (direction: 'ingress' | 'egress') => {
    const external = solve(pods, { direction })
      .list()
      .filter(({ from, to }) => [from.kind, to.kind].includes('external'));
    return new Set(external.map(({ from }) => from.kind));
  };
  expect([...sides('ingress')]).toEqual(['external']);
  expect([...sides('egress')]).toEqual(['workload']);
});
