import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readTree } from '../../../lib/checks/read/index.ts';
import { faultMessage } from '../../../lib/model/fault.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const messages = () => readTree(folder).faults.map(faultMessage);

describe('what is read', () => {
  test('every manifest of a folder comes out under its relative path', () => {
    write('dev/shop/ConfigMap.a.yaml', configMap('a'));
    write('b.yml', configMap('b'));
    write('c.json', '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}');
    const { tree, faults } = readTree(folder);
    expect(faults).toEqual([]);
    expect([...tree].map(([path, object]) => [path, object.metadata.name])).toEqual([
      ['b.yml', 'b'],
      ['c.json', 'c'],
      ['dev/shop/ConfigMap.a.yaml', 'a'],
    ]);
  });

  test('several documents in one file are told apart by a number', () => {
    write('all.yaml', `---\n${configMap('a')}---\n# nothing here\n---\n${configMap('b')}`);
    expect([...readTree(folder).tree.keys()]).toEqual(['all.yaml', 'all.yaml#2']);
  });

  test('a List is read as its items', () => {
    const items = ['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }));
    write('list.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    expect([...readTree(folder).tree.values()].map((object) => object.metadata.name)).toEqual(['a', 'b']);
  });

  test('an object with a generated name is called by its beginning', () => {
    write('job.yaml', 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: migrate-\n');
    expect(readTree(folder).tree.get('job.yaml')?.metadata.name).toBe('migrate-');
  });

  test('unquoted words change type as they do for kubectl', () => {
    write(
      'a.yaml',
      `${configMap('a')}data: {on: yes, mode: 0755, new: 0o17, time: 10:30, big: 1e3, day: 2026-01-01}\n`,
    );
    expect(readTree(folder).tree.get('a.yaml')?.data).toEqual({
      true: true,
      mode: 493,
      new: 15,
      time: '10:30',
      big: 1000,
      day: '2026-01-01',
    });
  });

  test("a tag of someone's own is looked through", () => {
    write('a.yaml', `${configMap('a')}data: {a: !env_var HOME, b: !ref [1], c: !map {d: 2}}\n`);
    expect(readTree(folder).tree.get('a.yaml')?.data).toEqual({ a: 'HOME', b: [1], c: { d: 2 } });
  });

  test('dot folders and node_modules are not looked into', () => {
    write('a.yaml', configMap('a'));
    write('.git/x.yaml', 'broken: [');
    write('node_modules/y/y.yaml', 'broken: [');
    expect(readTree(folder)).toMatchObject({ faults: [], notes: [] });
  });

  test('files of other tools beside the manifests are noted and left out', () => {
    write('a.yaml', configMap('a'));
    write('README.md', '# hello');
    write('values.yaml', 'replicas: 2');
    write('playbook.yaml', '- hosts: all');
    write('empty.yaml', '# nothing');
    write('tsconfig.json', '{\n  // options: [all]\n  "a": 1,\n}');
    write('Chart.yaml', 'apiVersion: v2\nname: chart');
    write('kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization');
    write('kubeconfig.yaml', 'apiVersion: v1\nkind: Config');
    const { tree, faults, notes } = readTree(folder);
    expect([tree.size, faults]).toEqual([1, []]);
    expect(notes.map((note) => `${note.file}: ${note.reason}`)).toEqual([
      'Chart.yaml: input of another tool, not an object of a cluster',
      'empty.yaml: no documents',
      'kubeconfig.yaml: input of another tool, not an object of a cluster',
      'kustomization.yaml: input of another tool, not an object of a cluster',
      'playbook.yaml: no apiVersion and no kind',
      'tsconfig.json: JSON without an apiVersion',
      'values.yaml: no apiVersion and no kind',
    ]);
  });

  test('a linked file and a linked folder are read', () => {
    write('real/a.yaml', configMap('a'));
    symlinkSync(join(folder, 'real/a.yaml'), join(folder, 'b.yaml'));
    symlinkSync(join(folder, 'real'), join(folder, 'again'));
    expect([...readTree(folder).tree.keys()]).toEqual(['again/a.yaml', 'b.yaml', 'real/a.yaml']);
  });
});

describe('what is a fault', () => {
  test.each([
    [
      'broken YAML',
      'a: [1',
      '[f.yaml] line 1, column 6: found unexpected end of the stream within a flow collection, expected YAML that parses. Mend that line.',
    ],
    [
      'a key given twice',
      'a: 1\nb: 2\na: 3',
      '[f.yaml] line 3, column 1: found duplicated mapping key, expected YAML that parses. Mend that line.',
    ],
    [
      'a tab',
      'a:\n\tb: 1',
      '[f.yaml] line 2, column 1: found tab characters must not be used in indentation, expected YAML that parses. Mend that line.',
    ],
    [
      'an unknown alias',
      'a: *b',
      '[f.yaml] line 1, column 5: found unidentified alias "b", expected YAML that parses. Mend that line.',
    ],
    [
      'a template that Helm has not rendered',
      'kind: {{ .Values.kind }}',
      '[f.yaml] line 1, column 1: found a template, expected YAML that is rendered already. Render the chart and check what comes out.',
    ],
    [
      'a text',
      'just words',
      '[f.yaml] line 1: found "just words", expected a Kubernetes object. Write apiVersion, kind and metadata, or move the file out of the folder.',
    ],
    [
      'a list beside a manifest',
      `${configMap('a')}---\n- 1\n`,
      '[f.yaml] line 6: found [1], expected a Kubernetes object. Write apiVersion, kind and metadata, or move the file out of the folder.',
    ],
    [
      'an object without apiVersion',
      'kind: Pod\nmetadata: {name: a}',
      '[f.yaml] line 1: found apiVersion nothing, expected a string. Give the object its apiVersion.',
    ],
    [
      'an object without kind',
      '\n\napiVersion: v1\nmetadata: {name: a}',
      '[f.yaml] line 3: found kind nothing, expected a string. Give the object its kind.',
    ],
    [
      'an object without a name',
      `${configMap('a')}---\napiVersion: v1\nkind: Pod\nmetadata: {}`,
      '[f.yaml] line 6: found metadata.name nothing, expected a string. Give the object its metadata.name.',
    ],
    [
      'a name that is a number',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: 12}',
      '[f.yaml] line 1: found metadata.name 12, expected a string. Give the object its metadata.name.',
    ],
  ])('%s is reported with its line', (_, content, message) => {
    write('f.yaml', content);
    expect(messages()).toEqual([message]);
  });

  test('a file that is named like an object must hold one', () => {
    write('Service.a.yaml', 'port: 80');
    expect(messages()).toEqual([
      '[Service.a.yaml] line 1: found apiVersion nothing, expected a string. Give the object its apiVersion.',
    ]);
  });

  test('and must not be empty: a policy that lost its content is not one that was never there', () => {
    write('NetworkPolicy.a.yaml', '# nothing\n---\n');
    write('NetworkPolicy.b.yaml', 'kind: List\nitems: []\n');
    write('c.yaml', configMap('c'));
    write('none.yaml', 'kind: List\nitems: []\n');
    expect(messages()).toEqual(
      ['a', 'b'].map(
        (name) =>
          `[NetworkPolicy.${name}.yaml] line 1: found nothing, expected the object that the file is called by. Restore the object, or remove the file.`,
      ),
    );
    expect(readTree(folder).notes).toEqual([{ file: 'none.yaml', reason: 'an empty list' }]);
  });

  test('a file that is no UTF-8 is a fault, for what would stand in its place is guessed', () => {
    writeFileSync(join(folder, 'f.yaml'), Buffer.from(`${configMap('caf\xe9')}`, 'latin1'));
    writeFileSync(join(folder, 'g.yaml'), Buffer.from(`\ufeff${configMap('a')}`, 'utf16le'));
    expect(messages()).toEqual([
      '[f.yaml] line 4: found bytes that are no text, expected UTF-8. Save the file as UTF-8.',
      '[g.yaml] line 1: found bytes that are no text, expected UTF-8. Save the file as UTF-8.',
    ]);
  });

  test('a byte order mark and the line ends of Windows change nothing', () => {
    write('f.yaml', `\ufeff${configMap('a').replaceAll('\n', '\r\n')}`);
    expect([...readTree(folder).tree.values()].map(({ metadata }) => metadata.name)).toEqual(['a']);
  });

  test('a billion laughs are refused before anything walks them', () => {
    const levels = 'bcdefghij'.split('').map((name, index) => {
      const below = `*${'abcdefghi'[index]}`;
      return `${name}: &${name} [${Array(9).fill(below).join(',')}]`;
    });
    write('f.yaml', `a: &a [x]\n${levels.join('\n')}\n`);
    expect(messages()).toEqual([
      '[f.yaml] line 1, column 1: found aliases that expand to more than 1000000 values, expected YAML that parses. Mend that line.',
    ]);
  });

  test('an alias to the value that holds it is refused', () => {
    write('f.yaml', 'a: &a\n  b: *a\n');
    expect(messages()).toEqual([
      '[f.yaml] line 1, column 1: found aliases that expand to more than 1000000 values, expected YAML that parses. Mend that line.',
    ]);
  });

  test('a file of 50 MB is refused unread', () => {
    write('f.yaml', '');
    truncateSync(join(folder, 'f.yaml'), 50 * 1024 * 1024);
    expect(messages()).toEqual([
      '[f.yaml] found a file of 50.0 MiB, expected at most 16.0 MiB. Split it, or move it out of the folder if it holds no manifests.',
    ]);
  });

  test('a pipe, a device and a linked folder that are called like manifests are not read: reading might never end', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    symlinkSync('/dev/zero', join(folder, 'device.yaml'));
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'folder.yaml'));
    expect(messages()).toEqual(
      ['device', 'folder', 'pipe'].map(
        (name) =>
          `[${name}.yaml] found no regular file, expected a file, not a pipe, a device or a link to a folder. Move it out of the folder, or give it another name.`,
      ),
    );
  });

  test('a loop of links is reported once and does not end the reading', () => {
    write('a/a.yaml', configMap('a'));
    symlinkSync(folder, join(folder, 'a/loop'));
    expect(messages()).toEqual([
      '[a/loop] found a link to a folder that holds it, expected folders without a loop. Remove the link.',
    ]);
    expect(readTree(folder).tree.size).toBe(1);
  });

  test('a dangling link is a fault', () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'a.yaml'));
    expect(messages()).toEqual([
      '[a.yaml] found ENOENT: no such file or directory, expected a file or folder that can be read. Make it readable, or remove the link.',
    ]);
  });

  test('a folder that is not there is a fault', () => {
    expect(readTree(join(folder, 'nowhere')).faults.map(faultMessage)).toEqual([
      `[${join(folder, 'nowhere')}] found ENOENT: no such file or directory, expected a file or folder that can be read. Make it readable, or remove the link.`,
    ]);
  });

  test('a folder without a manifest is a fault, since checking nothing would pass', () => {
    expect(messages()).toEqual([
      `[${folder}] found no manifest, expected a folder with .yaml, .yml or .json files that hold Kubernetes objects. Name the folder that the manifests are in.`,
    ]);
    expect(readTree(folder, 'as typed').faults[0]).toMatchObject({ owner: 'as typed', file: 'as typed' });
  });
});
