import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Outcome, Project } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

/** Synth of a project in which one file is changed. */
function synthWith(file: string, change: (before: string) => string): Promise<Outcome> {
  return project.with(file, change, () => project.unifyops('synth', '--out', 'none'));
}

describe('a synth that can not succeed writes nothing and', () => {
  afterAll(() => expect(existsSync(project.path('none'))).toBe(false));

  test('tells every fault of every environment at once, a line each, one of a stack only once', async () => {
    const { code, stdout, stderr } = await project.with(
      'environments/releases/dev.yaml',
      (text) => text.replace(/^web\/flask-api:\n.*\n/m, ''),
      () => synthWith('environments/prod.ts', (text) => text.replace('floor: 2', 'floor: 9')),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('[dev web/flask-api'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('[prod '))).not.toHaveLength(0);
    expect(lines.at(-1)).toBe(`${lines.length - 1} faults`);
    expect(lines.slice(0, -1).every((line) => /^\[.+\] .*found .+, expected .+\. .+[.?]$/.test(line))).toBe(true);
  });

  test('tells a mistake in a stack once, not once for each environment', async () => {
    const { stderr } = await synthWith('stacks/web/flask-api.ts', (text) => text.replace('http: 5000', 'http: 99_999'));
    expect(stderr).toMatch(/^\[web\/flask-api\] workloads\.flask-api\.ports\.http: found 99999, .*\n1 fault\n$/);
  });

  test('tells a broken release file beside the faults of other environments', async () => {
    const { stderr } = await project.with(
      'environments/releases/dev.yaml',
      () => 'a: [\n',
      () => synthWith('stacks/web/flask-api.ts', (text) => text.replace('http: 5000', 'http: 99_999')),
    );
    expect(stderr).toMatch(
      /^\[environments\/releases\/dev\.yaml\] line \d: found broken YAML .*\n\[web\/flask-api\] .*\n2 faults\n$/,
    );
  });

  test.each([
    [
      'stacks/web/flask-api.ts',
      'export const = 3;\n',
      /^\[stacks\/web\/flask-api\.ts\] line 1: found the error ".+", expected a module that loads\. /,
    ],
    [
      'stacks/web/flask-api.ts',
      '\nexport const flaskApi = nothing;\n',
      /^\[stacks\/web\/flask-api\.ts\] line 2: found the error "nothing is not defined"/,
    ],
    [
      'stacks/web/flask-api.ts',
      'export const other = {};\n',
      /^\[stacks\/index\.ts\] line \d+: found the error ".*'\.\/web\/flask-api\.ts' does not provide an export named 'flaskApi'"/,
    ],
    [
      'environments/index.ts',
      "export { qa } from './qa.ts';\n",
      /^\[environments\/index\.ts\] found the error "Cannot find module 'environments\/qa\.ts' imported from environments\/index\.ts"/,
    ],
    ['versions.json', '{\n', /^\[versions\.json\] found the error ".+", expected a JSON file\. /],
    ['versions.json', '{}\n', /^\[versions\.json\] images\.postgres: found nothing, /],
    [
      'environments/dev.ts',
      'export const dev = undefined;\n',
      /^\[environments\/index\.ts\] dev: found nothing, expected an object\. /,
    ],
    [
      'stacks/web/flask-api.ts',
      'export const flaskApi = () => ({});\n',
      /^\[stacks\/index\.ts\] webFlaskApi: found a function, expected an object\. /,
    ],
  ])('names the place of a mistake in %s: %j', async (file, text, message) => {
    const { code, stderr } = await synthWith(file, () => text);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/\n\d+ faults?\n$/);
    expect(stderr).not.toContain('    at ');
    expect(stderr).not.toContain(project.root);
    expect(code).toBe(1);
  });

  test('tells the broken rule when what was rendered fails a check', async () => {
    const { code, stderr } = await synthWith('lib/constructs/pod/container.ts', (text) =>
      text.replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^\[dev\/commerce-payment\/Deployment\.\S+\.yaml Deployment uo-dev\/\S+\] .*readOnlyRootFilesystem: found false, .* \(\S+\/\S+\)$/m,
    );
    expect(stderr).toMatch(/^\d+ faults$/m);
  });

  test('shows the stack of a mistake of its own, and exits with 70', async () => {
    const { code, stderr } = await synthWith(
      'lib/gitops/infra-tree.ts',
      () => 'export function infraTree() {\n  throw new TypeError("boom");\n}\n',
    );
    expect(code).toBe(70);
    expect(stderr).toMatch(/^TypeError: boom\n {4}at infraTree \(.*infra-tree\.ts:2:9\)\n/);
    expect(stderr).toContain('mistake of unifyops itself');
  });
});
