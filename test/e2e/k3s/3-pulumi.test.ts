import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtPart } from '../../../tools/build/build-part.ts';
import { say } from '../harness/say.ts';
import { apiOf } from './api.ts';
import { fileList } from './look.ts';
import { type Rig, releases, startRig } from './rig.ts';

/** What `pulumi-run.ts` answers; an operation without outputs leaves them empty. */
interface PulumiAnswer {
  readonly changes: Readonly<Record<string, number>>;
  readonly kubeconfig: string;
  readonly token: string;
  readonly isSecret: boolean;
}

const pluginFolder = join(import.meta.dirname, 'plugin');

describe('pulumi up', () => {
  let rig: Rig;
  let cli: string;
  let folder: string;
  let before: readonly string[];
  let token = '';

  beforeAll(async () => {
    rig = await startRig();
    await rig.hosts('s1', 'a1');
    before = await fileList(rig.host('s1'));
    folder = join(rig.lab.folder, 'pulumi');
    cli = join(folder, 'cli');
    mkdirSync(join(cli, 'bin'), { recursive: true });
    symlinkSync(join(await builtPart('pulumi', say), 'pulumi'), join(cli, 'bin', 'pulumi'));
  });

  afterAll(() => rig?.stop());

  async function pulumi(
    operation: 'up' | 'preview' | 'destroy',
    servers: readonly string[],
    agents: readonly string[],
    change = {},
  ): Promise<PulumiAnswer> {
    const { hosts } = rig.request(servers, agents, change);
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'pulumi-run.ts')],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: {
          ...process.env,
          PATH: `${pluginFolder}:${dirname(process.execPath)}:${process.env.PATH}`,
          PULUMI_HOME: join(folder, 'home'),
        },
      },
    );
    child.stdin.end(JSON.stringify({ operation, hosts, cli, folder }));
    const [out, log] = await Promise.all([text(child.stdout), text(child.stderr)]);
    logs += log;
    if (out === '') throw new Error(log);
    return JSON.parse(out) as PulumiAnswer;
  }
  let logs = '';

  test('makes a cluster, whose kubeconfig and token are secrets', async () => {
    const { changes, kubeconfig, isSecret, ...rest } = await pulumi('up', ['s1'], ['a1'], { version: releases.older });
    token = rest.token;
    expect(changes.create).toBe(3); // the stack, the component, the hosts
    expect(isSecret).toBe(true);
    const { body } = await apiOf(kubeconfig).call('GET', '/api/v1/nodes');
    expect(body.items).toHaveLength(2);
  });

  test('a second time changes nothing, and no host is even asked', async () => {
    const journal = async () =>
      (await rig.host('s1').root("journalctl -u ssh --no-pager -o cat | grep -c 'session opened for user ops'")).stdout;
    const sessions = await journal();
    const { changes } = await pulumi('up', ['s1'], ['a1'], { version: releases.older });
    expect(changes).toEqual({ same: 3 });
    expect(await journal()).toBe(sessions);
  });

  test('upgrades, and takes an agent away', async () => {
    expect((await pulumi('preview', ['s1'], [])).changes).toMatchObject({ update: 1 });
    const { kubeconfig } = await pulumi('up', ['s1'], []);
    const { body } = await apiOf(kubeconfig).call('GET', '/api/v1/nodes');
    expect(body.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual(['s1']);
    expect(body.items[0].status.nodeInfo.kubeletVersion).toBe(releases.current);
    expect((await rig.host('a1').root('ls /etc/rancher')).code).not.toBe(0);
  });

  test('the token is in no log and, in plain text, in no state or history', () => {
    const secret = token.split(':').at(-1)!;
    const files = (readdirSync(join(folder, '.pulumi'), { recursive: true, encoding: 'utf8' }) as readonly string[])
      .map((name) => join(folder, '.pulumi', name))
      .filter((path) => /\.json|history|checkpoint/.test(path) && existsSync(path));
    expect(secret.length).toBeGreaterThan(20);
    expect(files.length).toBeGreaterThan(1);
    expect(logs).not.toContain(secret);
    for (const file of files) {
      const content = readIfFile(file);
      expect({ file, holds: content.includes(secret) || content.includes('client-key-data') }).toEqual({
        file,
        holds: false,
      });
    }
  });

  test('destroy is refused: the hosts would be cleared', async () => {
    await expect(pulumi('destroy', ['s1'], [])).rejects.toThrow('protected');
    expect((await rig.host('s1').root('ls /etc/rancher')).code).toBe(0);
  });

  test('destroy leaves the hosts as they were, once a person has unprotected them', async () => {
    const env = {
      ...process.env,
      PULUMI_HOME: join(folder, 'home'),
      PULUMI_BACKEND_URL: `file://${folder}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: 'e2e',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
    };
    const command = ['state', 'unprotect', '--all', '--yes', '--stack', 'organization/unifyops/dev'];
    await promisify(execFile)(join(cli, 'bin', 'pulumi'), command, { cwd: folder, env });
    await pulumi('destroy', ['s1'], []);
    expect(await fileList(rig.host('s1'))).toEqual(before);
  });
});

function readIfFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
