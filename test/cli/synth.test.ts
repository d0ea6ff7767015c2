import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

const names = (folder: string) => readdirSync(project.path(folder)).sort();

describe('unifyops synth', () => {
  test('renders every environment beside a .git and a README, and touches neither', async () => {
    mkdirSync(project.path('infra', '.git'), { recursive: true });
    project.write('infra/.git/HEAD', 'ref: refs/heads/main\n');
    project.write('infra/README.md', 'ours\n');
    const { code, stdout, stderr } = await project.unifyops('synth', '--out', 'infra');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(names('infra')).toEqual(['.git', 'README.md', 'argocd', 'dev', 'local', 'prod']);
    expect(project.read('infra/.git/HEAD')).toBe('ref: refs/heads/main\n');
    expect(project.read('infra/README.md')).toBe('ours\n');
    expect(stdout).toMatch(/^environment +cluster +stacks +objects +written +unchanged +removed$/m);
    for (const row of [/^dev +k3s +3 /m, /^local +existing +3 /m, /^prod +eks +3 /m]) {
      expect(stdout).toMatch(row);
    }
    expect(stdout).toMatch(/^(\d+) objects in infra, all checks passed: \1 written, 0 unchanged, 0 removed\.$/m);
  });

  test('never stays silent about a port that is open to any address, and about Secrets that nobody makes', async () => {
    const { stdout } = await project.unifyops('synth', '--out', 'infra');
    expect(stdout).toContain(
      '  commerce/payment/service → api.payments.example on TCP 443 in dev, local, prod: payments are made at the provider\n',
    );
    expect(stdout).toMatch(
      /^5 Secrets to make by hand before the first sync: dev \(3\), local \(2\)\. npx unifyops doctor/m,
    );
  });

  test('writes nothing when nothing changed', async () => {
    const file = project.path('infra/prod/platform/Namespace.uo-prod.yaml');
    const before = statSync(file).mtimeMs;
    const { stdout } = await project.unifyops('synth', '--out', 'infra');
    expect(stdout).toMatch(/all checks passed: 0 written, (\d+) unchanged, 0 removed\./);
    expect(statSync(file).mtimeMs).toBe(before);
  });

  test('--env renders one environment and leaves the others in the folder as they are', async () => {
    rmSync(project.path('infra/dev/web-flask-api'), { recursive: true });
    rmSync(project.path('infra/prod/web-flask-api'), { recursive: true });
    const { code, stdout } = await project.unifyops('synth', '--env', 'dev', '--out', 'infra');
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/^prod /m);
    expect(names('infra/dev')).toContain('web-flask-api');
    expect(names('infra/prod')).not.toContain('web-flask-api');
    expect(names('infra/argocd')).toContain('ApplicationSet.prod.yaml');
  });

  test('--env may be given again for another environment', async () => {
    const { stdout } = await project.unifyops('synth', '--env', 'prod', '--env', 'dev', '--out', 'two');
    expect(stdout).toMatch(/^dev .*\nprod .*\n\n/m);
    expect(names('two')).toEqual(['argocd', 'dev', 'prod']);
  });

  test.each([
    ['deb', 'Did you mean "dev"?'],
    ['nosuch', 'Correct the name of the environment.'],
  ])('--env %s names the environments that there are', async (name, repair) => {
    expect(await project.unifyops('synth', '--env', name, '--out', 'none')).toEqual({
      code: 2,
      stdout: '',
      stderr: `[--env] found the unknown environment "${name}", expected one of dev, local, prod. ${repair}\n1 fault\n`,
    });
    expect(existsSync(project.path('none'))).toBe(false);
  });

  test('a stack that leaves an environment takes its folder along', async () => {
    const change = (text: string) => text.replace(/^ {4}'web\/flask-api',\n/m, '');
    const { stdout } = await project.with('environments/dev.ts', change, () =>
      project.unifyops('synth', '--env', 'dev', '--out', 'infra'),
    );
    expect(stdout).toMatch(/^dev +k3s +2 /m);
    expect(names('infra/dev')).not.toContain('web-flask-api');
  });

  test('a file of someone else where one of ours would go is a fault, and nothing is written', async () => {
    mkdirSync(project.path('taken', 'dev', 'platform'), { recursive: true });
    writeFileSync(project.path('taken/dev/platform/Namespace.uo-dev.yaml'), 'mine\n');
    const { code, stderr } = await project.unifyops('synth', '--out', 'taken');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\[.*Namespace\.uo-dev\.yaml\] found .*\n1 fault\n$/);
    expect(names('taken')).toEqual(['dev']);
    expect(readFileSync(project.path('taken/dev/platform/Namespace.uo-dev.yaml'), 'utf8')).toBe('mine\n');
  });
});
