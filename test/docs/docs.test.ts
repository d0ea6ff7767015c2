import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Project } from '../cli/project.ts';
import { blocks, commands, pages, root } from './blocks.ts';

const sources = ['stacks', 'rules', 'environments', 'test/constructs']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');

describe.each(pages)('%s', (page) => {
  test('every TypeScript example is a part of a stack, an environment, a rule or a test', () => {
    for (const block of blocks(page, 'ts')) expect(sources).toContain(block.trim());
  });

  test('every link leads to a file that is there', () => {
    const text = readFileSync(join(root, page), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});

describe('every command in the documentation is run by a test', () => {
  const project = new Project();
  afterAll(() => project.remove());

  /** Commands that run right here, in a copy of the project. */
  const here: Readonly<Record<string, () => Promise<{ code: number | null }>>> = {
    'npx unifyops new stack shop/cart': () => project.unifyops('new', 'stack', 'shop/cart'),
    'npx unifyops synth': () => project.unifyops('synth'),
    'npx unifyops synth --env dev --out dist': () => project.unifyops('synth', '--env', 'dev', '--out', 'dist'),
    'npx unifyops check dist': () => project.unifyops('check', 'dist'),
  };

  /** Commands whose run is elsewhere: the file that runs them. */
  const elsewhere: readonly (readonly [RegExp, string, string])[] = [
    [/^make test$/, '.ci/run', 'suite test'],
    [/^make synth$/, '.ci/run', 'make synth'],
    [/^npm run lint$/, '.ci/run', 'make lint'],
    [/^npm run typecheck$/, '.ci/run', 'make typecheck'],
    [/^make mutation$/, '.ci/run', 'suite mutation'],
    [/^(make fuzz|npm run fuzz -- .*)$/, '.ci/run', 'make fuzz'],
    [/^npm run bench$/, '.ci/run', 'make bench'],
    [/^make e2e( ARGS=.*)?$/, '.ci/run', 'suite e2e'],
    [/^npm run tools$/, '.ci/run', 'node tools/build.ts'],
    [/^make cluster$/, 'test/e2e/7-cluster.test.ts', "make(['cluster'])"],
    [/^npx cdk8s synth --output /, 'test/cli/cdk8s.test.ts', "cdk8s('synth', '--output', 'infra')"],
    [/^npx unifyops traffic (list|eval|explain|diff) /, 'test/cli/traffic.test.ts', "traffic('diff'"],
    [/^npx unifyops traffic reach /, 'test/cli/reach.test.ts', "'traffic', 'reach'"],
    // these need an account of AWS: what they would ask it for is what the suite with mocks collects
    [/^npx pulumi (preview|up|destroy|stack|config) .*--stack prod/, 'test/pulumi/eks/graph.test.ts', 'an account'],
    [/^npx unifyops cost /, 'test/cli/cost.test.ts', "unifyops('cost'"],
    [/^npx unifyops traffic graph /, 'test/cli/traffic.test.ts', "traffic('graph'"],
    [/^make browser$/, '.ci/run', 'suite browser'],
    [/^npx unifyops load /, 'test/e2e/observability/5-load.test.ts', "'load', 'dev', '--out'"],
    [/^npx unifyops explain /, 'test/cli/explain.test.ts', "'explain'"],
    [/^npx unifyops diff /, 'test/cli/diff.test.ts', "'diff'"],
    [/^npm run (preview|up)( -- .*)?$/, 'test/cli/pulumi.test.ts', "up('up', 'dev', '--yes')"],
    [
      /^(npx unifyops cluster|kubectl --kubeconfig kubeconfig) /,
      'test/e2e/k3s/5-docs.test.ts',
      "commands('docs/clusters/k3s.md')",
    ],
    [/^npx unifyops doctor$/, 'test/cli/doctor.test.ts', "unifyops('doctor'"],
    [/^node tools\/schemas\/export.ts$/, '.ci/run', 'tools/schemas/export.ts'],
  ];

  /** What the suites of the real parts say: a command that stands there word for word is run there. */
  const realParts = readdirSync(join(root, 'test/e2e'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, 'test/e2e', name), 'utf8'))
    .join('\n');

  const all = [...new Set(pages.flatMap(commands))];

  test.each(all)('%s', async (command) => {
    const run = here[command];
    if (run) {
      const { code } = await run();
      expect(code).toBe(0);
      return;
    }
    if (realParts.includes(command)) return;
    const other = elsewhere.find(([pattern]) => pattern.test(command));
    expect({ command, runBy: other?.[1] }).toEqual({ command, runBy: expect.any(String) });
    expect(readFileSync(join(root, other?.[1] ?? ''), 'utf8')).toContain(other?.[2] ?? '');
  });
});
