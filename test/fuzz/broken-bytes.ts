import fc from 'fast-check';
import { dump } from 'js-yaml';
import { cluster } from '../checks/traffic/arbitrary.ts';

/** What a person, a merge or a broken disk might put into a file of manifests, and what somebody might to break a reader. */
const snippets: readonly (string | Uint8Array)[] = [
  ...[
    '&a ',
    '*a',
    '*b',
    '&a [*a]',
    '<<: *a\n',
    '<<: {kind: Pod}\n',
    '? ',
    ': ',
    '- ',
    '- - - - ',
    '\t',
    ' ',
    '  ',
    '|',
    '>',
    '#',
    '%YAML 1.1\n',
  ],
  ...[
    '---\n',
    '...\n',
    '--- |\n',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '\\',
    '{{ .Values.x }}',
    '\r\n',
    '\r',
    '\n',
    '\n\n',
    '\0',
    '\ufeff',
    '\u2028',
    '\u0085',
  ],
  ...[
    '.nan',
    '.inf',
    '-.inf',
    '1e999',
    '-1',
    '0',
    '99999999999999999999',
    '0x7fffffffffffffff',
    '0o17',
    '0755',
    '1_000',
    '10:30',
    '~',
    'null',
    'yes',
    'no',
  ],
  ...[
    '!!str ',
    '!!int ',
    '!!binary ',
    '!!set ',
    '!!js/function ',
    '!!python/object ',
    '!own ',
    '!<tag:yaml.org,2002:map> ',
  ],
  ...[
    '__proto__: {polluted: yes}\n',
    'constructor: {prototype: {polluted: yes}}\n',
    'toString: 1\n',
    '"__proto__": null\n',
    'hasOwnProperty: 1\n',
  ],
  ...[
    'kind: NetworkPolicy\n',
    'kind: List\nitems: []\n',
    'metadata: {}\n',
    'spec: {}\n',
    'podSelector: {}\n',
    'endPort: 1\n',
    'ipBlock: {cidr: 0.0.0.0/0}\n',
    'cidr: ::ffff:1.2.3.4/96\n',
  ],
  '['.repeat(300),
  '{a: '.repeat(300),
  '- '.repeat(300),
  'a:\n '.repeat(50),
  laughs(9),
  Uint8Array.of(0xff),
  Uint8Array.of(0xfe, 0xff),
  Uint8Array.of(0xc3),
  Uint8Array.of(0xed, 0xa0, 0x80),
];

/** A document whose aliases would be 9 to the power of `levels` values. */
function laughs(levels: number): string {
  const level = (i: number) =>
    `l${i}: &l${i} [${Array(9)
      .fill(i === 0 ? 'ha' : `*l${i - 1}`)
      .join(', ')}]`;
  return `${Array.from({ length: levels }, (_, i) => level(i)).join('\n')}\n`;
}

const at = fc.double({ min: 0, max: 1, noNaN: true });

/** One change of bytes; places are shares of the length, so that they stay inside while a case is made smaller. */
const change = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('insert' as const), at, what: fc.constantFrom(...snippets) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('line' as const), at, what: fc.constantFrom(...snippets) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('flip' as const), at, bit: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), at, length: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), at, length: fc.nat(200) }) },
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** A file of manifests with a few changes of its bytes. */
export const brokenBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(cluster, fc.array(change, { maxLength: 5 }))
  .map(([objects, changes]) => changes.reduce(changed, textOf(objects)));

function textOf(objects: readonly unknown[]): Buffer {
  return Buffer.from(objects.map((object) => dump(object, { noRefs: true })).join('---\n'));
}

function changed(bytes: Buffer, step: Change): Buffer {
  const place = Math.floor(step.at * bytes.length);
  const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (step.kind) {
    case 'insert':
      return Buffer.concat([head, Buffer.from(step.what), tail]);
    case 'line': {
      const start = bytes.lastIndexOf(0x0a, place) + 1;
      const indent = /^ */.exec(bytes.subarray(start, start + 40).toString())![0];
      return Buffer.concat([
        bytes.subarray(0, start),
        Buffer.from(indent),
        Buffer.from(step.what),
        bytes.subarray(start),
      ]);
    }
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (place < copy.length) copy[place]! ^= 1 << step.bit;
      return copy;
    }
    case 'cut':
      return head;
    case 'delete':
      return Buffer.concat([head, tail.subarray(step.length)]);
    case 'repeat':
      return Buffer.concat([head, tail.subarray(0, step.length), tail]);
  }
}
