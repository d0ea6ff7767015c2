import { describe, expect, test } from '@jest/globals';
import type { FactsByHost } from '../../lib/k3s/facts/host-faults.ts';
import { describePlan } from '../../lib/k3s/plan/describe.ts';
import { planCluster } from '../../lib/k3s/plan/plan.ts';
import { stepsOf } from '../../lib/k3s/plan/step.ts';
import type { ClusterRequest } from '../../lib/k3s/request.ts';
import { emptyHost, emptyHosts, host, node, request, rightHosts } from './hosts.ts';

const plan = (wanted: ClusterRequest, facts: FactsByHost) =>
  planCluster({ request: wanted, facts, folders: {}, bucket: undefined, now: new Date('2026-11-22T06:55:00Z') });
const lines = (wanted: ClusterRequest, facts: FactsByHost) => describePlan(plan(wanted, facts));
const names = (wanted: ClusterRequest, facts: FactsByHost) =>
  stepsOf(plan(wanted, facts)).map((step) => `${step.host}: ${step.name}`);
const five = request(['s1', 's2', 's3'], ['a1', 'a2']);

test('hosts that are as they should be need nothing', () => {
  expect(lines(five, rightHosts(five))).toEqual(['nothing to do: every host is as it should be']);
});

test('what a person should know of a host is told, and stops nothing', () => {
  const facts = rightHosts(five);
  facts.set('s2', { ...facts.get('s2')!, swap: true, firewalls: ['ufw'] });
  expect(lines(five, facts)).toEqual([
    expect.stringContaining('note: s2 swaps'),
    expect.stringContaining('note: s2 runs ufw: between the hosts it must let through TCP 6443'),
    'nothing to do: every host is as it should be',
  ]);
});

describe('from empty hosts', () => {
  const made = plan(five, emptyHosts(five));

  test('everything is prepared at once, servers join one at a time, agents all at once', () => {
    expect(made.phases.map(({ name, tracks }) => [name, tracks.length])).toEqual([
      ['prepare', 5],
      ['the first server starts the cluster', 1],
      ['servers join, one at a time', 1],
      ['agents join', 2],
      ['agents are ready', 1],
    ]);
  });

  test('the first server alone starts a cluster, and agents never get the token of servers', () => {
    const tokens = stepsOf(made).filter(({ needsToken }) => needsToken);
    expect(
      tokens.map(({ host: name, needsToken, apply }) => [name, needsToken, apply.includes('cluster-init')]),
    ).toEqual([
      ['s1', 'server', true],
      ['s2', 'server', false],
      ['s3', 'server', false],
      ['a1', 'agent', false],
      ['a2', 'agent', false],
    ]);
  });

  test('a run that was ended half-way goes on where it stopped', () => {
    const facts = new Map(emptyHosts(five));
    const first = rightHosts(five, [node('s1'), node('s2')]);
    facts.set('s1', first.get('s1')!).set('s2', first.get('s2')!);
    const rest = names(five, facts);
    expect(rest.filter((name) => /^s[12]: (start|switch|make)/.test(name))).toEqual([]);
    expect(rest).toContain('s3: start k3s');
    expect(rest.join()).not.toContain('make the first token');
  });
});

describe('an upgrade', () => {
  const from = rightHosts(request(['s1', 's2', 's3'], ['a1', 'a2'], { version: 'v1.36.2+k3s1' }));

  test('saves the data, then takes one node at a time: a majority, drained, changed, ready, uncordoned', () => {
    const { phases } = plan(five, from);
    expect(phases.map(({ name, tracks }) => [name, tracks.length])).toEqual([
      ['prepare', 5],
      ['save the data', 1],
      ['servers change, one at a time', 1],
      ['agents change, one at a time', 1],
    ]);
    expect(phases[1]!.tracks.flat().map(({ name }) => name)).toEqual([
      'save the snapshot before-v1-36-3-k3s1-20261122065500',
    ]);
    const changes = phases[2]!.tracks[0]!.map((step) => `${step.host}: ${step.name}`);
    expect(changes.slice(0, 8)).toEqual([
      's2: see a majority without s1',
      's2: drain s1',
      's1: switch to v1.36.3+k3s1',
      's1: set the kernel',
      's1: write the configuration',
      's1: start k3s',
      's2: see s1 ready',
      's2: uncordon s1',
    ]);
  });

  test('of a single server does not drain: its pods have nowhere to go', () => {
    const alone = request(['s1']);
    const steps = names(alone, rightHosts(request(['s1'], [], { version: 'v1.36.2+k3s1' })));
    expect(steps.join()).not.toContain('drain');
    expect(steps).toContain('s1: switch to v1.36.3+k3s1');
  });
});

describe('a change of the configuration', () => {
  test('restarts servers one at a time, and moves no pods', () => {
    const changed = request(['s1', 's2', 's3'], ['a1', 'a2'], { tlsNames: ['api.home.example'] });
    const steps = names(changed, rightHosts(five));
    expect(steps.filter((name) => name.includes('write'))).toEqual(
      ['s1', 's2', 's3'].map((name) => `${name}: write the configuration`),
    );
    expect(steps.join()).not.toMatch(/drain|switch|save/);
  });

  test('that was written by a run that ended before the restart is taken by the next one', () => {
    const facts = rightHosts(five);
    const s2 = facts.get('s2')!;
    facts.set('s2', { ...s2, k3s: { ...s2.k3s, newer: '/etc/rancher/k3s/config.yaml' } });
    expect(names(five, facts)).toContain('s2: start k3s');
    expect(lines(five, facts)[0]).toBe(
      'note: s2: it has not been started since /etc/rancher/k3s/config.yaml was written',
    );
  });

  test('by hand on one host is put back there alone', () => {
    const facts = rightHosts(five);
    const a1 = facts.get('a1')!;
    facts.set('a1', { ...a1, files: { ...a1.files, '/etc/rancher/k3s/config.yaml': 'other 644' } });
    expect(names(five, facts).filter((name) => name.startsWith('a1'))).toEqual([
      'a1: set the kernel',
      'a1: write the configuration',
      'a1: start k3s-agent',
    ]);
    expect(lines(five, facts)[0]).toBe('note: a1: /etc/rancher/k3s/config.yaml differs');
    expect(names(five, facts).filter((name) => name.startsWith('s2') || name.startsWith('a2'))).toEqual([]);
  });
});

describe('a node that takes no pods', () => {
  const cordoned = (by: 'by us' | 'by a person', ready = true) =>
    rightHosts(five, [...['s1', 's2', 's3', 'a1'].map((name) => node(name)), node('a2', { cordoned: by, ready })]);

  test('stays so if a person cordoned it, and is told', () => {
    expect(lines(five, cordoned('by a person'))).toEqual([
      'note: a2 was cordoned by a person and stays so: kubectl uncordon a2 lets it take pods again',
      'nothing to do: every host is as it should be',
    ]);
  });

  test.each([true, false])(
    'takes them again if a run of ours was ended before it could say so (ready: %s)',
    (ready) => {
      expect(names(five, cordoned('by us', ready)).at(-1)).toBe('s1: uncordon a2');
    },
  );
});

test.each([
  ['s3', 'servers join, one at a time'],
  ['a1', 'agents join'],
])('%s, whose machine was installed anew, leaves as the dead one that it is, and joins as a new one', (name, join) => {
  for (const ready of [true, false]) {
    const others = ['s1', 's2', 's3', 'a1', 'a2'].filter((other) => other !== name).map((other) => node(other));
    const facts = rightHosts(five, [...others, node(name, { ready })]).set(name, emptyHost(name));
    const { phases } = plan(five, facts);
    const stepsIn = (phase: string) =>
      phases.find((one) => one.name === phase)?.tracks.flatMap((track) => track.map((step) => step.name));
    expect(phases[0]?.name).toBe('prepare');
    expect(stepsIn('dead nodes leave')).toEqual(['forget the old machines', `take ${name} out`]);
    expect(stepsIn(join)).toContain('receive the token');
    expect(names(five, facts).join()).not.toContain('drain');
  }
});

describe('what leaves', () => {
  test('a dead server goes before its heir joins, so that it never counts against the majority', () => {
    const wanted = request(['s1', 's2', 's4']);
    const facts = rightHosts(wanted, [node('s1'), node('s2'), node('s3', { ready: false })]);
    facts.set('s4', emptyHost('s4'));
    const phases = plan(wanted, facts).phases.map(({ name }) => name);
    expect(phases).toEqual(['prepare', 'dead nodes leave', 'servers join, one at a time']);
  });

  test('a live server goes last, drained and out of etcd before it is uninstalled', () => {
    const wanted = request(['s1']);
    const facts = rightHosts(request(['s1', 's2']), [node('s1'), node('s2')]);
    const steps = names({ ...wanted, gone: [host('s2')] }, facts);
    expect(steps).toEqual([
      's1: see s2 free of data',
      's1: see a majority without s2',
      's1: drain s2',
      's1: take s2 out',
      's2: uninstall',
    ]);
  });

  test('no machine that answers is given up with volumes on its disk; a lost one stops nobody', () => {
    const dead = [node('s1'), node('a1', { ready: false })];
    const facts = rightHosts(request(['s1'], ['a1']), dead);
    const wanted = { ...request(['s1']), gone: [host('a1')] };
    const guarded = ['s1: see a1 free of data', 's1: take a1 out', 's1: see a1 free of data', 'a1: uninstall'];
    expect(names(wanted, facts)).toEqual(guarded);
    facts.delete('a1');
    expect(names(wanted, facts)).toEqual(['s1: take a1 out']);
  });

  test("another environment's host is never uninstalled", () => {
    const facts = rightHosts(request(['s1', 's2']), [node('s1')]);
    const s2 = facts.get('s2')!;
    facts.set('s2', { ...s2, k3s: { ...s2.k3s, owner: 'prod' } });
    expect(names({ ...request(['s1']), gone: [host('s2')] }, facts)).toEqual([]);
  });
});

test('servers that are all down are started together', () => {
  const facts = rightHosts(request(['s1', 's2', 's3']), []);
  for (const [name, found] of facts) facts.set(name, { ...found, k3s: { ...found.k3s, active: false } });
  const [phase] = plan(request(['s1', 's2', 's3']), facts).phases;
  expect(phase?.name).toBe('start what is down');
  expect(phase?.tracks).toHaveLength(3);
  expect(
    phase?.tracks
      .flat()
      .map(({ name }) => name)
      .join(),
  ).not.toContain('token');
});
