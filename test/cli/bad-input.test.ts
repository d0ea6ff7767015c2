import { mkdirSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Project } from './project.ts';

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

const policy = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\n  namespace: shop\nspec:\n  podSelector: {}\n${spec}`;
const ingress = (rule: string) => policy(`  ingress:\n    - ${rule}\n`);
const laughs = Array.from({ length: 9 }, (_, i) => `l${i}: &l${i} [${Array(9).fill(i === 0 ? 'ha' : `*l${i - 1}`)}]\n`);

const inputs: readonly (readonly [what: string, content: string, line: number, says: string])[] = [
  ['broken YAML', `${policy('')}  ingress: [\n`, 9, 'expected YAML that parses'],
  ['the same object twice', `${policy('')}---\n${policy('')}`, 12, 'expected a name of its own'],
  ['an invalid CIDR', ingress('from: [{ipBlock: {cidr: 10.0.0.0}}]'), 9, 'expected a CIDR'],
  ['an invalid port', ingress('ports: [{port: 70000}]'), 9, 'expected a port from 1 to 65535'],
  ['an invalid selector', ingress('from: [{podSelector: {matchLabels: {app: 1}}}]'), 9, 'expected text'],
  [
    'an unknown operator',
    ingress('from: [{podSelector: {matchExpressions: [{key: a, operator: Is}]}}]'),
    9,
    'expected In, NotIn',
  ],
  ['an endPort below its port', ingress('ports: [{port: 80, endPort: 79}]'), 9, 'expected a port from 80 to 65535'],
  ['a billion laughs', laughs.join(''), 1, 'aliases that expand to more than'],
  ['a namespace that is a number', policy('').replace('shop', '7'), 5, 'expected text'],
];

describe('a folder is given no verdict, but exit code 2 and the file and line, for', () => {
  test.each(inputs)('%s', async (_, content, line, says) => {
    project.write('bad/policy.yaml', content);
    const { code, stdout, stderr } = await project.unifyops('traffic', 'list', 'bad');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^\\[policy\\.yaml( [^\\]]*)?\\] line ${line},? .*`, 'm'));
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
    const check = await project.unifyops('check', 'bad');
    expect(check.code).toBe(2);
    expect(check.stdout).toMatch(/^policy\.yaml\n(.*\n)*? +line \d+\b/m);
  });

  test('a file of 50 MB, unread, and a folder that is empty, which have no line', async () => {
    project.write('large/a.yaml', policy(''));
    truncateSync(project.path('large/a.yaml'), 50 * 1024 * 1024);
    mkdirSync(project.path('empty'));
    const [large, empty] = [
      await project.unifyops('traffic', 'list', 'large'),
      await project.unifyops('traffic', 'list', 'empty'),
    ];
    expect([large.code, empty.code]).toEqual([2, 2]);
    expect(large.stderr).toContain('[a.yaml] found a file of 50.0 MiB');
    expect(empty.stderr).toContain('[empty] found no manifest');
  });
});
