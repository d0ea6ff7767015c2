import { resolve } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { type Outcome, run } from './project.ts';

jest.setTimeout(60_000);

const root = resolve(import.meta.dirname, '..', '..');
const unifyops = (...args: readonly string[]): Promise<Outcome> => run(['bin/unifyops.ts', ...args], { cwd: root });

/** Prints the address of every module that is loaded. */
const traceImports = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ resolve(name, context, next) {
    const found = next(name, context);
    process.stderr.write(found.url + '\\n');
    return found;
  } });
`)}`;

describe('help', () => {
  test('lists the verbs, each with a sentence', async () => {
    const { code, stdout } = await unifyops('--help');
    expect(code).toBe(0);
    for (const verb of ['synth', 'check', 'new', 'doctor'])
      expect(stdout).toMatch(new RegExp(`^  ${verb}\\b.* [A-Z]`, 'm'));
  });

  test.each([[['synth']], [['check']], [['new', 'stack']], [['doctor']], [['traffic', 'graph']]])(
    'of %j has an example that can be copied',
    async (verb) => {
      const { code, stdout } = await unifyops(...verb, '--help');
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^ {2}\\$ npx unifyops ${verb.join(' ')}`, 'm'));
    },
  );

  test('starts without the model, cdk8s, the checks, a schema library or a table library', async () => {
    const { code, stderr } = await run(['--import', traceImports, 'bin/unifyops.ts', '--help'], { cwd: root });
    expect(code).toBe(0);
    const modules = stderr.split('\n').filter((line) => line.startsWith('file:'));
    expect(modules).toContainEqual(expect.stringContaining('/node_modules/commander/'));
    const heavy =
      /\/(node_modules\/(?!commander\/)|lib\/(model\/(?!fault)|load|constructs|render|gitops|synth|checks\/(?!traffic\/)))/;
    expect(modules.filter((url) => heavy.test(url))).toEqual([]);
    expect(modules.length).toBeLessThan(60);
  });
});

describe('a command line that can not be understood is one line and exit code 2:', () => {
  test.each([
    [['snyth'], "error: unknown command 'snyth' (Did you mean synth?)"],
    [['deploy'], "error: unknown command 'deploy' (see unifyops --help)"],
    [['synth', '--evn', 'dev'], "error: unknown option '--evn' (Did you mean --env?)"],
    [
      ['synth', 'dev'],
      "error: too many arguments for 'synth'. Expected 0 arguments but got 1 (see unifyops synth --help)",
    ],
    [
      ['synth', '--out', ''],
      "error: option '-o, --out <dir>' argument '' is invalid. A folder is needed (see unifyops synth --help)",
    ],
    [
      ['check', ''],
      "error: command-argument value '' is invalid for argument 'dir'. A folder is needed (see unifyops check --help)",
    ],
    [
      ['check', '--format', 'xml'],
      "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, junit, sarif (see unifyops check --help)",
    ],
    [['new', 'stak', 'shop/cart'], "error: unknown command 'stak' (Did you mean stack?)"],
    [['new', 'stack'], "error: missing required argument 'domain/name' (see unifyops new stack --help)"],
  ])('%j', async (args, message) => {
    expect(await unifyops(...args)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` });
  });

  test('no verb at all gets the help', async () => {
    const { code, stderr } = await unifyops();
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: unifyops');
  });
});
