import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project } from './project.ts';

jest.setTimeout(120_000);

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

describe('unifyops explain', () => {
  test('says what a rule demands, why and how to mend a fault', async () => {
    const { code, stdout } = await project.unifyops('explain', 'network/default-deny');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^network\/default-deny: .+\n\n {2}why {8}.+\n {2}repair {5}.+\n {2}reference {2}.+\n$/);
  });

  test('lists every rule, those of the project too', async () => {
    const { stdout } = await project.unifyops('explain');
    expect(stdout.trimEnd().split('\n').length).toBeGreaterThan(60);
    expect(stdout).toMatch(/^own\/modest-requests {2,}A container requests at most 2 cores\.$/m);
  });

  test('a rule that nobody knows is told with the nearest one', async () => {
    const { code, stderr } = await project.unifyops('explain', 'network/default-denny');
    expect([code, stderr]).toEqual([
      2,
      '[explain] found the unknown rule "network/default-denny", expected the id of a rule. Did you mean "network/default-deny"?\n',
    ]);
  });
});

describe('a rule of the project', () => {
  test('holds what is rendered, and a synth that breaks it writes nothing', async () => {
    const change = (text: string) =>
      text.replace(
        'export const auth = threeTier({',
        `export const auth = threeTier({
  api: { resources: { requests: { cpu: '3', memory: '128Mi' }, limits: { cpu: '4', memory: '256Mi' } } },`,
      );
    const { code, stderr } = await project.with('stacks/identity/auth.ts', change, () =>
      project.unifyops('synth', '--env', 'dev'),
    );
    expect(code).toBe(1);
    expect(stderr).toContain(
      'spec.template.spec.containers[0].resources.requests.cpu: found "3", expected at most 2. Request 2 cores or fewer, and run more replicas.',
    );
  });
});
