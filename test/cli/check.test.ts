import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(async () => {
  project = new Project();
  await project.unifyops('synth', '--env', 'dev');
});
afterAll(() => project.remove());

const deployment = 'dev/web-flask-api/Deployment.web-flask-api.yaml';
const allowRoot = (text: string) => text.replace('runAsNonRoot: true', 'runAsNonRoot: false');

describe('unifyops check', () => {
  test('passes what synth wrote, in dist unless another folder is named', async () => {
    const { code, stdout, stderr } = await project.unifyops('check');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+ objects in dist: all \d+ rules hold\.\n$/);
  });

  test('names file, object, field, found, expected, repair and rule of a fault, and exits with 1', async () => {
    const { code, stdout } = await project.with(`dist/${deployment}`, allowRoot, () =>
      project.unifyops('check', 'dist'),
    );
    expect(code).toBe(1);
    const line =
      project
        .read(`dist/${deployment}`)
        .split('\n')
        .findIndex((each) => each.includes('runAsNonRoot: true')) + 1;
    expect(stdout).toContain(`${deployment}
  Deployment uo-dev/web-flask-api
    line ${line}, spec.template.spec.securityContext.runAsNonRoot: found false, expected true
      Set runAsNonRoot to true`);
    expect(stdout).toMatch(/ \(pod\/run-as-non-root\)$/m);
    expect(stdout).toMatch(/\n\d+ objects in dist: \d+ faults of 1 rule in 1 file\.\n$/);
  });

  test('tells the same to programs as JSON', async () => {
    const { code, stdout } = await project.with(`dist/${deployment}`, allowRoot, () =>
      project.unifyops('check', 'dist', '--format', 'json'),
    );
    const answer = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(answer).toMatchObject({ folder: 'dist', objects: expect.any(Number), rules: expect.any(Number), notes: [] });
    expect(answer.faults[0]).toEqual({
      rule: 'pod/run-as-non-root',
      file: deployment,
      owner: deployment,
      object: 'Deployment uo-dev/web-flask-api',
      path: 'spec.template.spec.securityContext.runAsNonRoot',
      found: 'false',
      expected: 'true',
      repair: expect.stringMatching(/\.$/),
    });
  });

  test('tells the same to code hosts as SARIF, with the line, and to CI servers as JUnit', async () => {
    await project.with(`dist/${deployment}`, allowRoot, async () => {
      const lines = project.read(`dist/${deployment}`).split('\n');
      const { code, stdout } = await project.unifyops('check', 'dist', '--format', 'sarif');
      expect(code).toBe(1);
      const [result] = JSON.parse(stdout).runs[0].results;
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      expect(artifactLocation.uri).toBe(deployment);
      expect(lines[region.startLine - 1]).toContain('runAsNonRoot: false');
      const junit = await project.unifyops('check', 'dist', '--format', 'junit');
      expect(junit.code).toBe(1);
      expect(junit.stdout).toContain('type="pod/run-as-non-root"');
    });
  });

  test('gives no verdict over a folder with a broken file: exit code 2', async () => {
    const { code, stdout } = await project.with(
      `dist/${deployment}`,
      () => 'a: [\n',
      () => project.unifyops('check'),
    );
    expect(code).toBe(2);
    expect(stdout).toMatch(/^dev\/web-flask-api\/Deployment\.web-flask-api\.yaml\n {4}line 2, column 1: found /);
    expect(stdout).toMatch(/: 1 fault of 1 rule in 1 file\.\n$/);
  });

  test.each([
    ['nothing-here', 'no folder', 'a folder of manifests', 'Run npx unifyops synth first, or name another folder.'],
    ['package.json', 'a file', 'a folder', 'Name the folder that it is in.'],
  ])('says that %s is no folder of manifests: exit code 2', async (name, found, expected, repair) => {
    const { code, stdout } = await project.unifyops('check', name);
    expect(code).toBe(2);
    expect(stdout).toBe(`${name}
    found ${found}, expected ${expected}
      ${repair} (read/manifest)

0 objects in ${name}: 1 fault of 1 rule in 1 file.
`);
  });

  test('an empty folder is no clean folder: exit code 2', async () => {
    mkdirSync(project.path('empty'));
    const { code, stdout } = await project.unifyops('check', 'empty', '--format', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).faults).toMatchObject([{ owner: 'empty', found: 'no manifest' }]);
  });

  test('tells a file that can not be read without a line, for there is none to look up', async () => {
    mkdirSync(project.path('looped'));
    symlinkSync('a.yaml', project.path('looped/a.yaml'));
    for (const format of ['text', 'sarif']) {
      const { code, stdout, stderr } = await project.unifyops('check', 'looped', '--format', format);
      expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
      expect(stdout).toContain('found ELOOP: too many symbolic links encountered');
    }
  });

  test('says which files it left out', async () => {
    cpSync(project.path('dist'), project.path('mixed'), { recursive: true });
    for (const name of ['a', 'b', 'c', 'd']) project.write(`mixed/${name}.yaml`, 'replicas: 1\n');
    const { code, stderr } = await project.unifyops('check', 'mixed');
    expect(code).toBe(0);
    expect(stderr).toBe('left out, no apiVersion and no kind: a.yaml, b.yaml, c.yaml and 1 more\n');
  });
});
