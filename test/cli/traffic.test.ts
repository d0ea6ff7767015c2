import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(async () => {
  project = new Project();
  await project.unifyops('synth', '--env', 'dev');
});
afterAll(() => project.remove());

const traffic = (...args: readonly string[]) => project.unifyops('traffic', ...args);

describe('traffic list', () => {
  test('says who may reach whom as other analyzers do, a line each', async () => {
    const { code, stdout } = await traffic('list', 'dist/dev');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toContain(
      'uo-dev/identity-auth-api[Deployment] => uo-dev/identity-auth-service[Deployment] : TCP 8001',
    );
    expect(lines).toContain('{ingress-controller} => uo-dev/web-flask-api[Deployment] : TCP 5000');
    expect(lines.filter((line) => line.includes('=> uo-dev/identity-auth-postgres[StatefulSet]'))).toHaveLength(3);
  });

  test('names the policies that decided, in JSON too', async () => {
    const { stdout } = await traffic('list', 'dist/dev', '--format', 'json', '--explain');
    const lines = JSON.parse(stdout) as readonly {
      src: string;
      dst: string;
      conn: string;
      because: readonly string[];
    }[];
    const line = lines.find(({ src, dst }) => src.includes('auth-app[') && dst.includes('auth-api['));
    expect(line?.conn).toBe('TCP 8002');
    expect(line?.because.join()).toContain('identity-auth-api');
  });

  test('shows one half alone', async () => {
    const { stdout } = await traffic('list', 'dist/dev', '--direction', 'egress', '--format', 'csv');
    expect(stdout).toContain('identity-auth-app[Deployment],uo-dev/identity-auth-api[Deployment],TCP 8002');
  });
});

describe('traffic eval', () => {
  test.each([
    ['identity-auth-service', 'yes\n', 0],
    ['identity-auth-app', 'no\n', 1],
  ])('whether %s reaches the database is the exit code', async (from, answer, exit) => {
    const { code, stdout } = await traffic(
      'eval',
      'dist/dev',
      '--from',
      from,
      '--to',
      'identity-auth-postgres',
      '--port',
      '5432',
    );
    expect([stdout, code]).toEqual([answer, exit]);
  });

  test('a workload that nobody knows is told with the nearest one, and is no answer', async () => {
    const { code, stdout, stderr } = await traffic(
      'eval',
      'dist/dev',
      '--from',
      'identity-auth-ap',
      '--to',
      'identity-auth-postgres',
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('identity-auth-ap');
  });

  test('a port that is none is told in one line', async () => {
    const { code, stderr } = await traffic('eval', 'dist/dev', '--from', 'a', '--to', 'b', '--port', '70000');
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

test('traffic explain says in sentences which policies and rules decided', async () => {
  const { stdout } = await traffic(
    'explain',
    'dist/dev',
    '--from',
    'identity-auth-app',
    '--to',
    'identity-auth-postgres',
  );
  expect(stdout).toMatch(/^no: .*identity-auth-app.* may not reach .*identity-auth-postgres.* on any port\.$/m);
  expect(stdout).toContain('policies uo-dev/default-deny and uo-dev/identity-auth-postgres isolate it');
});

describe('traffic diff', () => {
  test('fails where a connection is opened, and says which', async () => {
    await project.unifyops('synth', '--env', 'dev', '--out', 'before');
    const change = (text: string) =>
      text.replace(
        'export const auth = threeTier({',
        `export const auth = threeTier({\n  app: { internet: [{ cidr: '203.0.113.0/24', why: 'test' }] },`,
      );
    await project.with('stacks/identity/auth.ts', change, () =>
      project.unifyops('synth', '--env', 'dev', '--out', 'after'),
    );
    const { code, stdout } = await traffic('diff', 'before/dev', 'after/dev', '--format', 'md', '--fail-on', 'added');
    expect(code).toBe(1);
    expect(stdout).toContain(
      '| uo-dev/identity-auth-app[Deployment] | 203.0.113.0-203.0.113.255[External] | No Connections | TCP 443 |',
    );
  });

  test('a tree and itself are the same', async () => {
    const { code, stdout } = await traffic('diff', 'dist/dev', 'dist/dev', '--fail-on', 'added');
    expect([code, stdout]).toEqual([0, 'The traffic is the same.\n']);
  });
});

describe('traffic graph', () => {
  test('writes a page, or an SVG where the file says so, and leaves nothing else behind', async () => {
    for (const [name, start] of [
      ['pictures/traffic.html', '<!doctype html>'],
      ['pictures/traffic.svg', '<svg '],
    ] as const) {
      const { code, stdout } = await traffic('graph', 'dist/dev', '--out', name);
      expect([code, stdout]).toEqual([0, '']);
      expect(project.read(name).startsWith(start)).toBe(true);
      expect(project.read(name)).toContain('identity-auth-postgres');
    }
    expect(readdirSync(project.path('pictures')).sort()).toEqual(['traffic.html', 'traffic.svg']);
  });

  test('goes to the standard output where no file is named', async () => {
    const { code, stdout } = await traffic('graph', 'dist/dev', '--format', 'svg');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  test('a file that can not be written is told in one message', async () => {
    for (const [name, message] of [
      ['dist', '[dist] found a folder, expected a file.'],
      ['package.json/traffic.html', '[package.json] found a file, expected a folder.'],
      [
        '/proc/traffic.html',
        '[/proc/traffic.html] found the error "ENOENT: no such file or directory", expected a file',
      ],
    ] as const) {
      const { code, stderr } = await traffic('graph', 'dist/dev', '--out', name);
      expect(code).toBe(2);
      expect(stderr).toContain(message);
      expect(stderr).not.toContain('.tmp');
    }
  });
});

test('a folder that is not there is told in one message, with exit code 2', async () => {
  const { code, stderr } = await traffic('list', 'nowhere');
  expect(code).toBe(2);
  expect(stderr).toContain('[nowhere] found no folder, expected a folder of manifests. Run npx unifyops synth first');
  const file = await traffic('list', 'package.json');
  expect(file.stderr).toContain('[package.json] found a file, expected a folder. Name the folder that it is in.');
});
