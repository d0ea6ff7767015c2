import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { builtPart } from '../../../tools/build/build-part.ts';
import { Project } from '../../cli/project.ts';
import { commands } from '../../docs/blocks.ts';
import { say } from '../harness/say.ts';
import { type Rig, startRig } from './rig.ts';

/** Every command of the page, in its order, on three fresh machines. */
const page = commands('docs/clusters/k3s.md').filter((line) => /^(npx unifyops|kubectl) /.test(line));
/** Those that give the machines back come last, wherever the page has them. */
const isLast = (line: string) => line.includes(' uninstall ');
const ordered = [...page.filter((line) => !isLast(line)), ...page.filter(isLast)];

/** What a person has kept, where the page says. */
const readToken = 'cat /var/lib/rancher/k3s/server/token';

let rig: Rig;
let project: Project;
let path: string;

beforeAll(async () => {
  rig = await startRig();
  await rig.hosts('s1', 's2', 's3');
  const { hosts } = rig.request(['s1', 's2', 's3'], []);
  project = new Project();
  project.write(
    'environments/dev.ts',
    project.read('environments/dev.ts').replace('k3s()', `k3s(${JSON.stringify(hosts)})`),
  );
  path = [
    dirname(process.execPath),
    join(project.root, 'bin'),
    await builtPart('kubernetes', say),
    process.env.PATH,
  ].join(':');
});

afterAll(async () => {
  project?.remove();
  await rig?.stop();
});

test('the page has commands', () => {
  expect(ordered.length).toBeGreaterThanOrEqual(9);
});

test.each(ordered)('%s', async (line) => {
  if (line.includes(' token.txt ')) project.write('token.txt', (await rig.host('s1').root(readToken)).stdout);
  const command = line.replace(/^npx unifyops/, 'node --disable-warning=ExperimentalWarning bin/unifyops.ts');
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
    cwd: project.root,
    env: { ...process.env, PATH: path },
    maxBuffer: 2 ** 26,
  });
  for (const text of (stdout + stderr).trim().split('\n').slice(-3)) say(`      ${text}`);
});
