import { existsSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

describe('cdk8s synth', () => {
  test('leaves a .git and a README alone, where the stock one deletes the folder, and lists our manifests alone', async () => {
    mkdirSync(project.path('infra', '.git'), { recursive: true });
    project.write('infra/.git/HEAD', 'ref: refs/heads/main\n');
    project.write('infra/README.md', 'ours\n');
    project.write('infra/values.yaml', 'a: 1\n');
    const { code, stdout, stderr } = await project.cdk8s('synth', '--output', 'infra');
    expect(code).toBe(0);
    expect(project.read('infra/.git/HEAD')).toBe('ref: refs/heads/main\n');
    expect(project.read('infra/README.md')).toBe('ours\n');
    const [first, ...manifests] = stdout.trimEnd().split('\n');
    expect(first).toBe('Synthesizing application');
    expect(manifests).toContain('  - infra/prod/platform/Namespace.uo-prod.yaml');
    expect(manifests).not.toContain('  - infra/values.yaml');
    expect(stderr).toContain('Open to any public address');
  });

  test('renders what unifyops renders', async () => {
    const { stdout } = await project.unifyops('synth', '--out', 'infra');
    expect(stdout).toMatch(/all checks passed: 0 written, \d+ unchanged, 0 removed\./);
  });

  test('writes into the folder that cdk8s.yaml names', async () => {
    const change = (text: string) => text.replace('output: dist', 'output: elsewhere');
    const { code } = await project.with('cdk8s.yaml', change, () => project.cdk8s('synthesize'));
    expect(code).toBe(0);
    expect(existsSync(project.path('elsewhere', 'prod'))).toBe(true);
  });

  test('tells the app in CDK8S_OUTDIR where to write, and runs it on this Node', async () => {
    const { code, stdout, stderr } = await project.cdk8s(
      'synth',
      '-o',
      'o',
      '-a',
      'echo $CDK8S_OUTDIR; node --version',
    );
    expect(code).toBe(0);
    expect(stdout).toBe(`Synthesizing application\n${project.path('o')}\n${process.version}\n`);
    expect(stderr).toBe('No manifests synthesized\n');
  });

  test("ends with the app's exit code", async () => {
    expect((await project.cdk8s('synth', '--app', 'exit 3')).code).toBe(3);
  });

  test('tells the faults of a broken stack, and writes nothing', async () => {
    const change = (text: string) => text.replace('http: 5000', 'http: 99_999');
    const { code, stderr } = await project.with('stacks/web/flask-api.ts', change, () =>
      project.cdk8s('synth', '-o', 'none'),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\[web\/flask-api\] .* found 99999, .*\n1 fault\n$/);
    expect(existsSync(project.path('none'))).toBe(false);
  });

  test('says what is wrong with cdk8s.yaml', async () => {
    const { code, stderr } = await project.with(
      'cdk8s.yaml',
      () => 'app: [\n',
      () => project.cdk8s('synth'),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^\[cdk8s\.yaml\] found the error ".+", expected a file with app and output\. .*\n1 fault\n$/,
    );
  });
});

test('another verb of cdk8s gets one line: what is served, why, and where the stock one is', async () => {
  expect(await project.cdk8s('import', 'k8s', '--language', 'typescript')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: this project\'s cdk8s serves "synth" alone: the stock one empties the output folder first, .git included. ' +
      'For the stock "import" run npx cdk8s-cli import (see cdk8s --help)\n',
  });
});
