import { faultMessage } from '../../model/fault.ts';
import type { CheckFault } from '../check.ts';
import type { CheckReport } from './report.ts';

/** The report as JUnit XML, which CI servers show as tests: a rule is a test, and fails with all its faults. */
export function junitReport({ folder, rules: asked, faults }: CheckReport): string {
  const byRule = Map.groupBy(faults, (fault) => fault.rule);
  const ids = asked.map((rule) => rule.id);
  const suites = [...Map.groupBy(ids, (id) => id.split('/')[0]!)].map(([group, rules]) => {
    const failures = rules.filter((id) => byRule.has(id)).length;
    const cases = rules.map((id) => testCase(id, byRule.get(id) ?? [])).join('');
    return `  <testsuite name="${xml(group)}" tests="${rules.length}" failures="${failures}">\n${cases}  </testsuite>\n`;
  });
  const counts = `tests="${ids.length}" failures="${byRule.size}"`;
  const name = xml(`unifyops check ${folder}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" ${counts}>\n${suites.join('')}</testsuites>\n`;
}

function testCase(id: string, faults: readonly CheckFault[]): string {
  const [group = '', name = ''] = id.split('/');
  const attributes = `classname="${xml(group)}" name="${xml(name)}"`;
  if (faults.length === 0) return `    <testcase ${attributes}/>\n`;
  const message = `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`;
  const text = xml(faults.map(faultMessage).join('\n'));
  return `    <testcase ${attributes}>\n      <failure message="${message}" type="${xml(id)}">${text}</failure>\n    </testcase>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML may hold it; control characters, which no XML file may have, become a blank. */
function xml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!).replace(/[^\P{Cc}\t\n\r]/gu, ' ');
}
