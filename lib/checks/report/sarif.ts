import type { CheckFault } from '../check.ts';
import type { RuleText } from '../rule.ts';
import type { Position } from './locate.ts';
import { placesIn, type ReadSource } from './place.ts';
import { type CheckReport, oneLine } from './report.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The report as SARIF 2.1.0, which code hosts show beside the lines of a change. Lines are looked up in the sources that
 * `readSource` gives; without one, a result stands at the beginning of its file.
 */
export function sarifReport(report: CheckReport, readSource: ReadSource): string {
  const places = new Map(report.rules.map((rule, index) => [rule.id, index]));
  const placeOf = placesIn(readSource);
  const positionOf = (fault: CheckFault): Position => placeOf(fault) ?? { line: 1, column: 1 };
  const resultOf = (fault: CheckFault, justification?: string) => ({
    ruleId: fault.rule,
    ruleIndex: places.get(fault.rule),
    level: 'error',
    message: { text: messageOf(fault) },
    locations: [locationOf(fault, positionOf(fault))],
    partialFingerprints: { 'unifyops/v1': [fault.rule, fault.file, fault.object, fault.path].join('|') },
    ...(justification === undefined ? {} : { suppressions: [{ kind: 'inSource', justification }] }),
  });
  const excused = report.exceptions.flatMap(({ faults, reason, until }) =>
    faults.map((fault) => resultOf(fault, `until ${until}: ${reason}`)),
  );
  const results = [...report.faults.map((fault) => resultOf(fault)), ...excused];
  const driver = { name: 'unifyops', rules: report.rules.map(ruleOf) };
  const sarif = {
    $schema: schema,
    version: '2.1.0',
    runs: [{ tool: { driver }, results, columnKind: 'unicodeCodePoints' }],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly helpUri: string;
}

function ruleOf({ id, title, why, repair, reference }: RuleText): SarifRule {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: repair },
    helpUri: reference,
  };
}

function messageOf({ object, path, found, expected, repair }: CheckFault): string {
  const place = [object, path].filter((part) => part !== '').join(' ');
  return oneLine(`${place === '' ? '' : `${place}: `}found ${found}, expected ${expected}. ${repair}`);
}

function locationOf({ file, object }: CheckFault, { line, column }: Position): unknown {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: line, startColumn: column } },
    ...(object === '' ? {} : { logicalLocations: [{ fullyQualifiedName: object, kind: 'object' }] }),
  };
}
