import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { K3sHostsProps } from '../../../lib/model/index.ts';
import { say } from '../harness/say.ts';
import { apiOf } from './api.ts';
import { cutConnections, disturb, reboot, runUntilNewStep } from './disturb.ts';
import { type Rig, releases, startRig } from './rig.ts';
import { watchServers } from './watch.ts';
import { namesOf, startWriter } from './writer.ts';

const servers = ['s1', 's2', 's3'];
/** Steps of an upgrade of three servers and an agent that do something: each is disturbed once. */
const everyStep = 20;
/** What is done on the server that changes; the rest runs on another one, which must not be disturbed while this one is away. */
const isOwn = (step: string) => /^s\d (switch|write|start)/.test(step);

describe('three servers keep their majority, whatever happens while they change', () => {
  let rig: Rig;
  let kubeconfig: string;
  const request = (change: Partial<K3sHostsProps>) => rig.request(servers, ['a1'], change);
  const addresses = () => servers.map((name) => rig.host(name).props.address);

  beforeAll(async () => {
    rig = await startRig();
    await rig.hosts(...servers, 'a1');
    kubeconfig = (await rig.apply(request({ version: releases.old }))).kubeconfig;
  });

  afterEach(() => {
    rig.onTell = () => undefined;
  });

  afterAll(() => rig?.stop());

  /** Changes the cluster while a client writes: one server at a time is away, no write is lost, and the end is as it should be. */
  async function change(name: string, wanted: Partial<K3sHostsProps>, work: () => Promise<unknown>): Promise<void> {
    const watch = watchServers(addresses());
    const writer = startWriter(
      addresses().map((address) => apiOf(kubeconfig, address, 3000)),
      name,
    );
    await work();
    const { acknowledged, longestGapSeconds } = await writer.stop();
    const fewest = await watch.stop();
    const gap = longestGapSeconds.toFixed(1);
    say(`${name}: ${acknowledged.length} writes, longest gap ${gap} s, never less than ${fewest} of 3 servers.`);
    const kept = await namesOf(apiOf(kubeconfig));
    expect(acknowledged.filter((written) => !kept.includes(written))).toEqual([]);
    expect(fewest).toBe(2);
    expect((await rig.apply(request(wanted))).changes).toBe(0);
  }

  test('an upgrade that is killed at every step, and run again', async () => {
    const wanted = { version: releases.older };
    const killed = new Set<string>();
    await change('killed', wanted, async () => {
      for (let run = 0; run < 2 * everyStep; run++) if (await runUntilNewStep(request(wanted), killed)) break;
      await rig.apply(request(wanted));
    });
    expect(killed.size).toBeGreaterThanOrEqual(everyStep);
  });

  test('an upgrade whose connections drop at every step', async () => {
    const hit = disturb(rig, (host) => cutConnections(rig, host));
    await change('cut', {}, () => rig.apply(request({})));
    expect(hit.size).toBeGreaterThanOrEqual(everyStep);
  });

  test('a new configuration whose server reboots at each step of its own', async () => {
    const wanted = { tlsNames: ['api.home.example'] };
    const hit = disturb(rig, (host) => reboot(rig, host), isOwn);
    await change('rebooted', wanted, async () => {
      for (let run = 0; run < everyStep && hit.size < 2 * servers.length; run++)
        await rig.apply(request(wanted)).catch((error: Error) => say(`      ended: ${error.message.split('\n')[0]}`));
      rig.onTell = () => undefined;
      await rig.apply(request(wanted));
    });
    expect(hit.size).toBeGreaterThanOrEqual(2 * servers.length);
  });
});
