import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project, run } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

describe('unifyops doctor', () => {
  test('finds nothing to mend in a fresh project, and warns of programs that a synth does without', async () => {
    const { code, stdout, stderr } = await project.unifyops('doctor');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const subject of ['Node', 'dependencies', 'environment dev', 'environment prod', 'output folder', 'git']) {
      expect(stdout).toMatch(new RegExp(`^ok +${subject} `, 'm'));
    }
    expect(stdout).not.toMatch(/^fail/m);
  });

  test('lists the Secrets of each environment with commands that take values from standard input', async () => {
    const { stdout } = await project.unifyops('doctor');
    expect(stdout).toContain(`
Secrets of dev, to make before its first sync. Values are read from standard input, never from the command line:
  kubectl apply --filename dist/dev/platform/Namespace.uo-dev.yaml
  # .dockerconfigjson for every pod: a Docker config.json with the registry's credential
  kubectl --namespace uo-dev create secret generic harbor-pull --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=/dev/stdin
`);
    expect(stdout).toContain(`
  # password, username for identity/auth: a line key=value for each, then Ctrl-D
  kubectl --namespace uo-dev create secret generic identity-auth-postgres --from-env-file=/dev/stdin
`);
    expect(stdout).not.toContain('Secrets of prod');
    expect(stdout).not.toContain('--from-literal');
  });

  test('fails without git, with the repair', async () => {
    const env = { ...process.env, PATH: '' };
    const { code, stdout } = await run([project.path('bin/unifyops.ts'), 'doctor'], { cwd: project.root, env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +git +nothing in PATH\. Install it/m);
  });

  test('tells a mistake of one environment, and still looks at the others', async () => {
    const change = (text: string) => text.replace("'web/flask-api',", "'web/flask', 'web/api',");
    const { code, stdout } = await project.with('environments/prod.ts', change, () => project.unifyops('doctor'));
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^fail +environment prod +\[environment prod\] .*"web\/flask".*[.?] npx unifyops synth tells 1 more\.$/m,
    );
    expect(stdout).toMatch(/^ok +environment dev /m);
  });

  test('tells a file that can not be loaded', async () => {
    const { code, stdout } = await project.with(
      'stacks/web/flask-api.ts',
      () => '!',
      () => project.unifyops('doctor'),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^fail +stacks and environments +\[stacks\/web\/flask-api\.ts\] line 1: /m);
  });

  test('warns of releases of a stack that does not run there', async () => {
    const change = (text: string) => text.replace(/^ {4}'web\/flask-api',\n/m, '');
    const { code, stdout } = await project.with('environments/dev.ts', change, () => project.unifyops('doctor'));
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^warn +environment dev +releases of web\/flask-api, which does not run there\. Add it to environments\/dev\.ts/m,
    );
  });
});
