import { describe, expect, test } from '@jest/globals';
import { type CheckFault, type Exception, rules } from '../../../lib/checks/index.ts';
import {
  type CheckReport,
  jsonReport,
  junitReport,
  sarifReport,
  textReport,
  usesColor,
} from '../../../lib/checks/report/index.ts';

const source = `# a comment
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: dev
  labels: {"a/b": "x"}
spec:
  ports:
    - port: 80
      targetPort: web
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata:
      name: db
    spec: {}
`;

const fault = (over: Partial<CheckFault> = {}): CheckFault => ({
  rule: 'network/target-port',
  owner: 'k8s/all in one.yaml',
  file: 'k8s/all in one.yaml',
  object: 'Service dev/api',
  path: 'spec.ports[0].targetPort',
  found: '"web"',
  expected: 'a port <of> "api" &\nmore',
  repair: 'Name it.',
  ...over,
});

const report = (...faults: readonly CheckFault[]): CheckReport => ({
  folder: 'k8s',
  objects: 3,
  rules: ['read/manifest', 'network/target-port', 'naming/unique', 'network/default-deny'].map(
    (id) => rules.find((rule) => rule.id === id)!,
  ),
  faults,
  exceptions: [],
  notes: [{ file: 'values.yaml', reason: 'no apiVersion and no kind' }],
});

describe('as text', () => {
  test('faults stand under their file and object, a last line sums up', () => {
    const unread = fault({
      rule: 'read/manifest',
      file: 'b.yaml',
      object: '',
      path: 'line 3',
      found: 'a tab',
      expected: 'YAML',
    });
    const another = fault({ path: '', rule: 'naming/unique', object: 'Service dev/db' });
    expect(textReport(report(fault(), another, unread))).toBe(`k8s/all in one.yaml
  Service dev/api
    spec.ports[0].targetPort: found "web", expected a port <of> "api" & more
      Name it. (network/target-port)
  Service dev/db
    found "web", expected a port <of> "api" & more
      Name it. (naming/unique)

b.yaml
    line 3: found a tab, expected YAML
      Name it. (read/manifest)

3 objects in k8s: 3 faults of 3 rules in 2 files.
`);
  });

  test('without faults one line says so', () => {
    expect(textReport(report())).toBe('3 objects in k8s: all 4 rules hold.\n');
  });

  test('colours are there when asked for, and only then', () => {
    const code = String.fromCharCode(27);
    expect(textReport(report(fault()), { color: true })).toContain(`${code}[31m"web"${code}[39m`);
    expect(textReport(report(fault()))).not.toContain(code);
  });

  test.each([
    [true, {}, true],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [undefined, {}, false],
  ])('on a terminal %s with %j colours are used: %s', (isTTY, env, expected) => {
    expect(usesColor(isTTY === undefined ? {} : { isTTY }, env)).toBe(expected);
  });
});

test('as JSON the faults are a list, with a count by rule', () => {
  const faults = [fault(), fault({ rule: 'naming/unique' }), fault({ path: 'x' })];
  expect(JSON.parse(jsonReport(report(...faults)))).toEqual({
    folder: 'k8s',
    objects: 3,
    rules: 4,
    faultsByRule: { 'naming/unique': 1, 'network/target-port': 2 },
    faults,
    exceptions: [],
    notes: [{ file: 'values.yaml', reason: 'no apiVersion and no kind' }],
  });
});

test('exceptions are told in every form but JUnit', () => {
  const exception: Exception = {
    rule: 'naming/unique',
    reason: 'two of them, on purpose',
    until: '2027-01-01',
    file: 'k8s/all in one.yaml',
    object: 'Service dev/api',
    faults: [fault({ rule: 'naming/unique', path: '' })],
  };
  const excused = { ...report(), exceptions: [exception] };
  expect(textReport(excused)).toBe(
    'Service dev/api in k8s/all in one.yaml is excused from naming/unique until 2027-01-01 (1 fault): two of them, on purpose\n\n3 objects in k8s: all 4 rules hold.\n',
  );
  expect(JSON.parse(jsonReport(excused)).exceptions).toEqual([exception]);
  expect(JSON.parse(sarifReport(excused, () => source)).runs[0].results[0].suppressions).toEqual([
    { kind: 'inSource', justification: 'until 2027-01-01: two of them, on purpose' },
  ]);
});

describe('as SARIF', () => {
  const run = (faults: readonly CheckFault[], text: string | undefined = source) =>
    JSON.parse(sarifReport(report(...faults), () => text)).runs[0];
  const regions = (...faults: readonly CheckFault[]) =>
    run(faults).results.map(
      (result: { locations: [{ physicalLocation: { region: unknown } }] }) =>
        result.locations[0].physicalLocation.region,
    );

  test('a result names its rule, its place and its repair', () => {
    expect(run([fault()]).results).toEqual([
      {
        ruleId: 'network/target-port',
        ruleIndex: 1,
        level: 'error',
        message: {
          text: 'Service dev/api spec.ports[0].targetPort: found "web", expected a port <of> "api" & more. Name it.',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'k8s/all%20in%20one.yaml' },
              region: { startLine: 11, startColumn: 7 },
            },
            logicalLocations: [{ fullyQualifiedName: 'Service dev/api', kind: 'object' }],
          },
        ],
        partialFingerprints: {
          'unifyops/v1': 'network/target-port|k8s/all in one.yaml|Service dev/api|spec.ports[0].targetPort',
        },
      },
    ]);
  });

  test.each([
    ['the object itself', 'Service dev/api', '', 2, 1],
    ['a key in quotes', 'Service dev/api', 'metadata.labels["a/b"]', 7, 12],
    ['an item of a list', 'Service dev/api', 'spec.ports[0]', 10, 7],
    ['a field that is not written, by the one above it', 'Service dev/api', 'spec.ports[0].protocol', 10, 7],
    ['an item that is not there', 'Service dev/api', 'spec.ports[4].port', 9, 3],
    ['an object inside a List', 'Service db', 'spec.ports', 20, 5],
    ['an object that is not there', 'Service dev/none', 'spec', 1, 1],
  ])('%s is found', (_, object, path, startLine, startColumn) => {
    expect(regions(fault({ object, path }))).toEqual([{ startLine, startColumn }]);
  });

  test('a file that could not be read has the line of its fault, and its rule is listed', () => {
    const unread = fault({ rule: 'read/manifest', object: '', path: 'line 3, column 7' });
    expect(regions(unread)).toEqual([{ startLine: 3, startColumn: 7 }]);
    const { tool, results } = run([unread]);
    expect(tool.driver.rules[results[0].ruleIndex].id).toBe('read/manifest');
  });

  test('without sources a result stands at the beginning of its file', () => {
    const text = JSON.parse(sarifReport(report(fault()), () => undefined));
    expect(text.version).toBe('2.1.0');
    expect(text.runs[0].results[0].locations[0].physicalLocation.region).toEqual({ startLine: 1, startColumn: 1 });
  });
});

test('as JUnit every rule is a test, and a broken one says what is wrong', () => {
  const unread = fault({
    rule: 'read/manifest',
    object: '',
    path: '',
    found: `a${String.fromCharCode(7)}b`,
    expected: 'YAML',
  });
  expect(junitReport(report(fault(), unread))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="unifyops check k8s" tests="4" failures="2">
  <testsuite name="read" tests="1" failures="1">
    <testcase classname="read" name="manifest">
      <failure message="1 fault" type="read/manifest">[k8s/all in one.yaml] found a b, expected YAML. Name it.</failure>
    </testcase>
  </testsuite>
  <testsuite name="network" tests="2" failures="1">
    <testcase classname="network" name="target-port">
      <failure message="1 fault" type="network/target-port">[k8s/all in one.yaml] spec.ports[0].targetPort: found &quot;web&quot;, expected a port &lt;of&gt; &quot;api&quot; &amp;
more. Name it.</failure>
    </testcase>
    <testcase classname="network" name="default-deny"/>
  </testsuite>
  <testsuite name="naming" tests="1" failures="0">
    <testcase classname="naming" name="unique"/>
  </testsuite>
</testsuites>
`);
});
