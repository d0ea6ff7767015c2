import { readdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

describe('unifyops load', () => {
  test('writes the scripts of every route, and nothing else', async () => {
    const { code, stdout, stderr } = await project.unifyops('load', 'prod', '--out', 'load');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+ scripts in load\n$/);
    expect(readdirSync(project.path('load/web-flask-api')).sort()).toEqual([
      'breakpoint.js',
      'load.js',
      'smoke.js',
      'spike.js',
      'stress.js',
    ]);
  });

  test('writes nothing if a file stands where one of its folders goes', async () => {
    project.write('taken/web-flask-api', 'mine\n');
    const { code, stderr } = await project.unifyops('load', 'prod', '--out', 'taken');
    expect(code).toBe(1);
    expect(stderr).toBe(
      '[taken/web-flask-api] found a file, expected a folder. Name another place, or move it away. Nothing was written.\n1 fault\n',
    );
    expect(readdirSync(project.path('taken'))).toEqual(['web-flask-api']);
    expect(project.read('taken/web-flask-api')).toBe('mine\n');
  });

  test.each([
    ['package.json', 'package.json'],
    ['/dev/null/x', '/dev/null'],
  ])('names what stands in the way of %s', async (out, obstacle) => {
    const { code, stderr } = await project.unifyops('load', 'prod', '--out', out);
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^\\[${obstacle}\\] found a file, expected a folder\\. .*\\n1 fault\\n$`));
  });

  test('tells what the system says of a folder that can not be', async () => {
    symlinkSync('loop', project.path('loop'));
    const { code, stderr } = await project.unifyops('load', 'prod', '--out', 'loop');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\[loop\/\S+\.js\] found the error "ELOOP: [^,]*", expected a file .*\n/);
    expect(stderr).not.toContain('    at ');
  });
});
