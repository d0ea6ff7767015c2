import { expect, test } from '@jest/globals';
import type { Fault } from '../../../lib/model/index.ts';
import { portNamed, portsOf, tcpPortNamed } from '../../../lib/model/plan/ports.ts';
import { edgeTexts, planOf, workloadWith } from './plan-of.ts';

const ports = { http: 8080, metrics: { port: 9100 }, dns: { port: 5300, protocol: 'UDP' as const } };
const at = { owner: 'shop/search', path: 'port' };
const unheard = (fault: Fault): never => {
  throw new Error(`a fault: ${fault.found}`);
};

test('a number is a TCP port, and the order is that of the stack file', () => {
  expect(portsOf({ ports })).toEqual([
    { name: 'http', port: 8080, protocol: 'TCP' },
    { name: 'metrics', port: 9100, protocol: 'TCP' },
    { name: 'dns', port: 5300, protocol: 'UDP' },
  ]);
  expect(portsOf({})).toEqual([]);
});

test('without a name, http is meant, or the only port', () => {
  expect(portNamed({ ports }, undefined, at, unheard)?.port).toBe(8080);
  expect(portNamed({ ports: { rest: 80 } }, undefined, at, unheard)?.port).toBe(80);
  expect(portNamed({ ports }, 'dns', at, unheard)?.port).toBe(5300);
  expect(tcpPortNamed({ ports }, 'metrics', at, unheard)?.port).toBe(9100);
});

test('one number may serve two protocols', () => {
  const both = { 'dns-tcp': 5300, dns: { port: 5300, protocol: 'UDP' as const } };
  expect(workloadWith({ ports: both, routes: [] }).ports).toHaveLength(2);
});

test('two routes to one port are one edge', () => {
  const routes = ['/a', '/b'].map((path) => ({ path }));
  const stack = { domain: 'web', name: 'site', workloads: { site: { ports, routes } } };
  expect(edgeTexts(planOf({ stacks: [stack] }).edges)).toEqual([
    'ingress controller → web/site/site TCP 8080',
    'web/site/site → dns UDP 53, TCP 53',
  ]);
});
