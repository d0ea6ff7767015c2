import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { removeCluster } from '../../../lib/k3s/remove.ts';
import { FaultsError } from '../../../lib/model/index.ts';
import { say } from '../harness/say.ts';
import { waitFor } from '../harness/wait.ts';
import { apiOf } from './api.ts';
import { cutConnections, disturb, reboot, runUntilNewStep } from './disturb.ts';
import { fileList } from './look.ts';
import { type Rig, releases, startRig } from './rig.ts';
import { standIn } from './stand-in.ts';

/** Steps of one server and one agent from nothing, but for waits, which need none when the host is quick: each is disturbed once. */
const everyStep = 12;

/** Shows another host key for three seconds, and ends what was connected. */
const otherKey = `set -e
mkdir /root/other-key 2>/dev/null || exit 0 # it does already
cp -p /etc/ssh/ssh_host_ed25519_key /root/key
rm -f /root/other && ssh-keygen -q -t ed25519 -N '' -f /root/other && mv /root/other /etc/ssh/ssh_host_ed25519_key
systemctl restart ssh
systemd-run --quiet sh -c 'sleep 3; mv /root/key /etc/ssh/ssh_host_ed25519_key; systemctl restart ssh; rmdir /root/other-key'
pkill -f '^sshd: ops' || true`;

describe('whatever happens while a cluster is made', () => {
  let rig: Rig;
  const request = () => rig.request(['s1'], ['a1']);

  beforeAll(async () => {
    rig = await startRig();
    await rig.hosts('s1', 'a1', 'a2');
  });

  afterEach(async () => {
    await rig.host('s1').root('rm -f /usr/local/bin/date');
    await rig.host('a1').root('[ ! -f /root/ops ] || mv /root/ops /etc/sudoers.d/ops');
    rig.onTell = () => undefined;
    rig.mirror.fault = 'none';
    await removeCluster(request(), { tell: () => undefined });
  });

  afterAll(() => rig?.stop());

  async function isWhole(): Promise<void> {
    const { kubeconfig, changes } = await rig.apply(request());
    expect(changes).toBe(0);
    const { body } = await apiOf(kubeconfig).call('GET', '/api/v1/nodes');
    expect(body.items).toHaveLength(2);
  }

  test('hosts that are unfit are told all at once, and nothing is changed', async () => {
    const [s1, a1, a2] = ['s1', 'a1', 'a2'].map(rig.host);
    await s1!.root(
      'printf "#!/bin/sh\\n/bin/date -d -1hour \\"\\$@\\"\\n" >/usr/local/bin/date; chmod 755 /usr/local/bin/date',
    );
    await a1!.root('mv /etc/sudoers.d/ops /root/ops');
    const wanted = rig.request(['s1'], ['a1', 'a2']);
    const [first, second] = wanted.hosts.agents!;
    const agents = [first!, { ...second!, hostKey: s1!.props.hostKey.slice(0, -4).concat('AAAA') }];
    const before = await Promise.all([s1!, a1!, a2!].map(fileList));
    const error = await rig.apply({ ...wanted, hosts: { ...wanted.hosts, agents } }).catch((caught: unknown) => caught);
    const found = (error as FaultsError).faults.map(({ path, found }) => `${path}: ${found}`);
    expect(error).toBeInstanceOf(FaultsError);
    expect(found).toEqual([
      expect.stringMatching(/^a1: sudo refuses ops/),
      expect.stringMatching(/^a2: .* shows another host key than the pinned one/),
      expect.stringMatching(/^server s1: a clock that is 3(59|60)\d s behind/),
    ]);
    expect(await Promise.all([s1!, a1!, a2!].map(fileList))).toEqual(before);
  });

  test.each([
    ['cut short', 'end of response|transfer closed|partial file|bytes remaining'],
    ['wrong bytes', "the download's checksum is [0-9a-f]{64}, not [0-9a-f]{64}"],
    ['gone', '404'],
  ] as const)(
    'a download that is %s is told with its reason, never used, and made good by the next run',
    async (fault, reason) => {
      rig.mirror.fault = fault;
      const failed = rig.applyImpatiently(request());
      await expect(failed).rejects.toThrow(new RegExp(`could not fetch .*(${reason})`));
      expect((await rig.host('s1').root('ls /usr/local/bin/k3s')).code).not.toBe(0);
      rig.mirror.fault = 'none';
      const downloads = rig.mirror.downloads;
      await rig.apply(request());
      expect(rig.mirror.downloads - downloads).toBe(2);
      await isWhole();
    },
  );

  test('a disk that fills up is told, and the next run goes on', async () => {
    const s1 = rig.host('s1');
    await s1.root('mkdir -p /var/lib/rancher/unifyops && mount -t tmpfs -o size=1M tmpfs /var/lib/rancher/unifyops');
    await expect(rig.applyImpatiently(request())).rejects.toThrow(
      /s1: could not fetch .*(space|written|Failure writing)/i,
    );
    await s1.root('umount /var/lib/rancher/unifyops');
    await rig.apply(request());
    await isWhole();
  });

  test('the connection drops at every step', async () => {
    const hit = disturb(rig, (host) => cutConnections(rig, host));
    const downloads = rig.mirror.downloads;
    await rig.apply(request());
    expect(hit.size).toBeGreaterThanOrEqual(everyStep);
    expect(rig.mirror.downloads - downloads).toBeLessThanOrEqual(4); // a download that was cut off is made again
    await isWhole();
  });

  test('a host reboots at every step', async () => {
    const hit = disturb(rig, (host) => reboot(rig, host));
    for (let run = 0; run < everyStep && hit.size < everyStep; run++) {
      await rig.apply(request()).catch((error: Error) => say(`      ended: ${error.message.split('\n')[0]}`));
    }
    rig.onTell = () => undefined;
    await rig.apply(request());
    expect(hit.size).toBeGreaterThanOrEqual(everyStep);
    await isWhole();
  });

  test('the program is killed at every step, and run again', async () => {
    const killed = new Set<string>();
    for (let run = 0; run <= everyStep + 2; run++) if (await runUntilNewStep(request(), killed)) break;
    expect(killed.size).toBeGreaterThanOrEqual(everyStep);
    await rig.apply(request());
    await isWhole();
  });

  test('sudo is refused at every step, and allowed again', async () => {
    await failAtEveryStep(
      (host) => rig.host(host).root('mv /etc/sudoers.d/ops /root/ops'),
      (host) => rig.host(host).root('[ ! -f /root/ops ] || mv /root/ops /etc/sudoers.d/ops'),
      /sudo/,
    );
  });

  test('another machine answers in the place of the host at every step, and goes again', async () => {
    await failAtEveryStep(
      (host) => rig.host(host).root(otherKey),
      (host) => waitFor(`${host} to answer itself`, { seconds: 60 }, () => answersItself(host)),
      /shows another host key than the pinned one/,
    );
  });

  test('hosts without internet, and with a password for sudo, get everything over SSH', async () => {
    rig.mirror.fault = 'gone';
    const folder = join(rig.lab.folder, 'release');
    mkdirSync(folder);
    const release = await standIn(releases.current);
    const sum = createHash('sha256').update(release).digest('hex');
    writeFileSync(join(folder, 'k3s'), release);
    writeFileSync(join(folder, 'sha256sum-amd64.txt'), `${sum}  k3s\n`);
    const ssh = { user: 'guarded', key: rig.lab.key, sudoPasswordFile: join(rig.lab.folder, 'password') };
    const { kubeconfig } = await rig.apply(
      rig.request(['s1'], ['a1'], { ssh, source: { kind: 'folder', path: folder } }),
    );
    expect((await apiOf(kubeconfig).call('GET', '/api/v1/nodes')).body.items).toHaveLength(2);
    expect(rig.told.join('\n')).not.toContain('open sesame');
  });

  /** Breaks something when a step begins that has not met it; each run ends with its reason, and the last one makes everything whole. */
  async function failAtEveryStep(
    act: (host: string) => Promise<unknown>,
    mend: (host: string) => Promise<unknown>,
    reason: RegExp,
  ): Promise<void> {
    const hit = disturb(rig, (host) => act(host).catch(() => undefined)); // a host that is broken already
    for (let run = 0; run < everyStep; run++) {
      const error = await rig.applyImpatiently(request()).then(
        () => undefined,
        (caught: Error) => caught,
      );
      for (const host of ['s1', 'a1']) await mend(host);
      if (error === undefined) break;
      expect(error.message).toMatch(reason);
    }
    rig.onTell = () => undefined;
    await rig.apply(request());
    expect(hit.size).toBeGreaterThanOrEqual(everyStep);
    await isWhole();
  }

  async function answersItself(host: string): Promise<true | undefined> {
    const answer = await rig
      .host(host)
      .root('[ ! -d /root/other-key ]')
      .catch(() => undefined);
    return answer?.code === 0 ? true : undefined;
  }
});
