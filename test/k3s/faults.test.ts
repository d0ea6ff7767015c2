import { describe, expect, test } from '@jest/globals';
import { clusterFaults, ownerFaults } from '../../lib/k3s/facts/cluster-faults.ts';
import type { HostFacts } from '../../lib/k3s/facts/host-facts.ts';
import { parseFacts } from '../../lib/k3s/facts/parse-facts.ts';
import { faultMessage } from '../../lib/model/index.ts';
import { emptyHost, emptyHosts, host, node, request, rightHosts } from './hosts.ts';

const three = request(['s1', 's2', 's3'], ['a1']);
const messages = (wanted = three, facts = emptyHosts(wanted)) => clusterFaults(wanted, facts).map(faultMessage);
const withHost = (change: Partial<HostFacts>) =>
  new Map([...emptyHosts(three), ['s2', { ...emptyHost('s2'), ...change }]]);

describe('hosts are told to be unfit before anything changes', () => {
  test('empty, healthy ones are fit, and so are those of a cluster that runs', () => {
    expect(messages()).toEqual([]);
    expect(messages(three, rightHosts(three))).toEqual([]);
  });

  const k3s = emptyHost('s2').k3s;
  test.each<[string, Partial<HostFacts>, string]>([
    ['too little memory', { memoryMb: 900 }, 'server s2: found 900 MB of memory, expected at least 2000 MB'],
    ['a full disk', { diskFreeMb: 100 }, 'found 100 MB free for /var/lib/rancher'],
    ['no memory cgroup', { cgroups: ['cpu', 'pids'] }, 'found the cgroup controllers cpu, pids'],
    ['a clock that is off', { clockAheadSeconds: -90 }, 'found a clock that is 90 s behind, expected at most 10 s'],
    ['another architecture', { arch: 'riscv64' }, 'found the architecture riscv64'],
    ['no systemd', { systemd: false }, 'found no systemd'],
    ['no curl', { curl: false }, 'found no curl'],
    ['a busy port', { ports: [22, 6443] }, 'found somebody listening on 6443, expected free ports'],
    ['the id of another host', { machineId: 'machine-s1' }, 's2: found the machine id of s1'],
    [
      "somebody else's k3s",
      { k3s: { ...k3s, unit: 'k3s', version: 'v1.36.3+k3s1' } },
      'found a k3s that unifyops did not install',
    ],
    [
      "another environment's k3s",
      { k3s: { ...k3s, owner: 'prod' } },
      'found a part of the cluster of environment prod',
    ],
    ['another role', { k3s: { ...k3s, owner: 'dev', unit: 'k3s-agent' } }, 'found the service k3s-agent, expected k3s'],
  ])('%s', (_, change, message) => {
    expect(messages(three, withHost(change))).toEqual([expect.stringContaining(message)]);
  });

  test('all at once', () => {
    const facts = new Map([...withHost({ memoryMb: 1, diskFreeMb: 1 }), ['a1', { ...emptyHost('a1'), curl: false }]]);
    expect(messages(three, facts)).toHaveLength(3);
  });

  test('hosts of two clusters do not become one', () => {
    const facts = rightHosts(three);
    const s2 = facts.get('s2')!;
    facts.set('s2', { ...s2, k3s: { ...s2.k3s, authorities: ['other'] } });
    expect(messages(three, facts)).toEqual([expect.stringContaining('s2: found a part of another cluster than s1')]);
    facts.set('s2', { ...s2, k3s: { ...s2.k3s, authorities: ['new', 'abc'] } }); // one that took a new authority before the rest
    expect(messages(three, facts)).toEqual([]);
  });
});

test("nothing is rotated, saved or replaced on hosts that are not the environment's", () => {
  const facts = rightHosts(three);
  expect(ownerFaults(three, facts)).toEqual([]);
  const s2 = facts.get('s2')!;
  facts.set('s2', { ...s2, k3s: { ...s2.k3s, owner: 'prod' } }).set('s3', emptyHost('s3'));
  expect(ownerFaults(three, facts).map(faultMessage)).toEqual([
    '[environment dev] s2: found a part of the cluster of prod, expected a part of the cluster of dev. Correct the address.',
    '[environment dev] s3: found a host without a cluster of ours, expected a part of the cluster of dev. Apply first.',
  ]);
});

describe('a release', () => {
  const from = (version: string) => rightHosts(request(['s1'], [], { version }));
  const to = (version: string) => request(['s1'], [], { version });

  test('may be newer by a patch or by one minor', () => {
    expect(messages(to('v1.36.3+k3s1'), from('v1.36.2+k3s1'))).toEqual([]);
    expect(messages(to('v1.36.3+k3s2'), from('v1.36.3+k3s1'))).toEqual([]);
    expect(messages(to('v1.36.3+k3s1'), from('v1.35.5+k3s1'))).toEqual([]);
  });

  test('must not be older, nor skip a minor', () => {
    expect(messages(to('v1.36.2+k3s1'), from('v1.36.3+k3s1'))).toEqual([
      expect.stringContaining('no older release than that'),
    ]);
    expect(messages(to('v1.35.5+k3s1'), from('v1.36.2+k3s1'))).toEqual([
      expect.stringContaining('no older release than that'),
    ]);
    expect(messages(to('v1.36.3+k3s1'), from('v1.34.9+k3s1'))).toEqual([
      expect.stringContaining('at most one minor release away'),
    ]);
  });
});

describe('a majority of servers', () => {
  test('that is lost already stops every change', () => {
    const nodes = [node('s1'), node('s2', { ready: false }), node('s3', { ready: false })];
    expect(messages(three, rightHosts(three, nodes))).toEqual([
      expect.stringContaining('1 of 3 servers healthy (s2, s3 not)'),
    ]);
  });

  test('counts no server whose machine was installed anew, though the cluster has not missed it yet', () => {
    const facts = rightHosts(three).set('s3', emptyHost('s3'));
    expect(messages(three, facts)).toEqual([]);
    expect(messages(three, facts.set('s2', emptyHost('s2')))).toEqual([
      expect.stringContaining('1 of 3 servers healthy (s2, s3 not)'),
    ]);
  });

  test('is kept while one dead server is replaced, and while servers go one by one', () => {
    const replaced = request(['s1', 's2', 's4'], ['a1']);
    const nodes = [node('s1'), node('s2'), node('s3', { ready: false }), node('a1')];
    expect(messages(replaced, rightHosts(replaced, nodes))).toEqual([]);
    const one = request(['s1']);
    expect(messages(one, rightHosts(one, [node('s1'), node('s2'), node('s3')]))).toEqual([]);
  });

  test('is not kept when every server is replaced at once', () => {
    const all = request(['s4']);
    const facts = rightHosts(all, [node('s1'), node('s2'), node('s3')]);
    expect(messages(all, facts)).toEqual([expect.stringContaining('a change that replaces every server at once')]);
  });
});

test('facts are read from what a host prints, and its clock is compared with ours', () => {
  const text = `os=debian 12
clock=1100
cgroups=cpu memory 
ports=22 6443 
firewall=ufw
version=v1.36.3+k3s1
unit=k3s
active=active
enabled=enabled
newer=
file=abc 600 /etc/rancher/k3s/config.yaml
setting=kernel.panic 10
node=s1|v1.36.3+k3s1|true|True|${host('s1').address}||
node=a1|v1.36.3+k3s1||Unknown|${host('a1').address}|true|
node=a2|v1.36.3+k3s1||True|${host('a2').address}|true|for a change
`;
  const facts = parseFacts(text, 1000);
  expect(facts).toMatchObject({
    os: 'debian 12',
    clockAheadSeconds: 100,
    cgroups: ['cpu', 'memory'],
    ports: [22, 6443],
    firewalls: ['ufw'],
  });
  expect(facts.k3s).toMatchObject({
    version: 'v1.36.3+k3s1',
    unit: 'k3s',
    active: true,
    enabled: true,
    newer: undefined,
    owner: undefined,
  });
  expect(facts.files).toEqual({ '/etc/rancher/k3s/config.yaml': 'abc 600' });
  expect(facts.settings).toEqual({ 'kernel.panic': '10' });
  expect(facts.nodes).toEqual([
    node('s1'),
    node('a1', { ready: false, cordoned: 'by a person' }),
    node('a2', { cordoned: 'by us' }),
  ]);
});
