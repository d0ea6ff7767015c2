import { readdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project, run } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

describe('unifyops new stack', () => {
  test('makes one file and one line, and says what to do next', async () => {
    const before = project.read('stacks/index.ts').split('\n');
    expect(await project.unifyops('new', 'stack', 'shop/cart')).toEqual({
      code: 0,
      stderr: '',
      stdout: `Made stacks/shop/cart.ts, and its line in stacks/index.ts.

It runs in local at once: npx unifyops synth --env local

To run it in dev, add to the stacks of environments/dev.ts
    'shop/cart',
and to environments/releases/dev.yaml the images that were built:
    shop/cart:
      app: { tag: "…" }
      api: { tag: "…" }
      service: { tag: "…" }
The same for prod.
`,
    });
    const after = project.read('stacks/index.ts').split('\n');
    const line = "export { cart as shopCart } from './shop/cart.ts';";
    expect(after.filter((one) => !before.includes(one))).toEqual([line]);
    expect(after.filter((one) => one !== line)).toEqual(before);
    expect(readdirSync(project.path('stacks/shop'))).toEqual(['cart.ts']);
  });

  test('what it makes is rendered by the next synth', async () => {
    const { code, stdout } = await project.unifyops('synth', '--env', 'local');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^local +existing +4 /m);
    expect(readdirSync(project.path('dist/local/shop-cart'))).toContain('Deployment.shop-cart-service.yaml');
  });

  test('what it makes needs no reformatting', async () => {
    await project.unifyops('new', 'stack', 'shop/cart-2');
    await project.unifyops('new', 'stack', 'a/delete');
    const biome = project.path('node_modules/@biomejs/biome/bin/biome');
    const config = new URL('../../biome.json', import.meta.url).pathname;
    const { code, stderr } = await run([biome, 'check', '--vcs-enabled=false', `--config-path=${config}`, 'stacks'], {
      cwd: project.root,
    });
    expect(stderr).toMatch(/^Checked 7 files in .*\. No fixes applied\.$/m);
    expect(code).toBe(0);
    expect(project.read('stacks/index.ts')).toMatch(
      /^\/\/.*\nexport \{ deleteStack as aDelete \} from '\.\/a\/delete\.ts';\n/,
    );
  });

  test.each([
    ['cart', '"cart", expected a name of lower-case letters'],
    ['shop/Cart', '"shop/Cart", expected a name of lower-case letters'],
    ['shop/', '"shop/", expected a name of lower-case letters'],
    ['../cart', '"../cart", expected a domain of lower-case letters'],
    ['a/b/c', '"a/b/c", expected two names with one "/" between them'],
    ['identity/auth', '"identity/auth", which is there already, expected a new name. Choose another name.'],
    ['shop/cart', '"shop/cart", which is there already, expected a new name. Choose another name.'],
  ])('refuses %s as a wrong command line, and writes nothing', (id, message) => refused(id, 2, message));

  test.each([
    ['web-flask/api', 'the folder "web-flask-api", which web/flask-api has too'],
    ['shop/cart--2', 'the constant that it would have in stacks/index.ts taken by another stack'],
  ])('refuses %s beside what is there, and writes nothing', (id, message) => refused(id, 1, message));

  async function refused(id: string, exit: number, message: string): Promise<void> {
    const index = project.read('stacks/index.ts');
    const files = readdirSync(project.path('stacks'), { recursive: true });
    const { code, stdout, stderr } = await project.unifyops('new', 'stack', id);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(`found ${message}`);
    expect(project.read('stacks/index.ts')).toBe(index);
    expect(readdirSync(project.path('stacks'), { recursive: true })).toEqual(files);
  }

  test('tells a project that can not be written, and writes nothing', async () => {
    symlinkSync('stuck', project.path('stacks/stuck'));
    const index = project.read('stacks/index.ts');
    const { code, stderr } = await project.unifyops('new', 'stack', 'stuck/parcel');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\[stacks\/stuck\/parcel\.ts\] found the error "E[A-Z]+: .*Nothing was made\.\n1 fault\n$/);
    expect(project.read('stacks/index.ts')).toBe(index);
  });

  test('never replaces a file that is there already', async () => {
    project.write('stacks/shop/order.ts', '// mine\n');
    const { code, stderr } = await project.unifyops('new', 'stack', 'shop/order');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\[stacks\/shop\/order\.ts\] found a file that is there already, /);
    expect(project.read('stacks/shop/order.ts')).toBe('// mine\n');
    expect(project.read('stacks/index.ts')).not.toContain('order');
  });

  test('does not take a file in place of its folder for the file', async () => {
    project.write('stacks/plain', 'mine\n');
    const { code, stderr } = await project.unifyops('new', 'stack', 'plain/parcel');
    expect(code).toBe(1);
    expect(stderr).toContain('[stacks/plain/parcel.ts] found the error "EEXIST: file already exists"');
    expect(project.read('stacks/plain')).toBe('mine\n');
  });

  test('names too long for Kubernetes are refused with the limit', async () => {
    const { stderr } = await project.unifyops('new', 'stack', 'a-very-long-domain-name/and-a-stack-name-that-goes-on');
    expect(stderr).toContain('expected at most 52, since Kubernetes appends to it');
  });
});
