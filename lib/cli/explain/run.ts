import { rules as ownersRules, type RuleText } from '../../checks/index.ts';
import { faultMessage } from '../../model/fault.ts';
import { nearest } from '../../model/nearest.ts';
import { loadRules } from '../../synth/own-rules.ts';
import { exitCode } from '../exit-code.ts';
import { projectRoot } from '../project.ts';

/** Prints one rule, or the ids and titles of all. Returns the exit code. */
export async function runExplain(id: string | undefined): Promise<number> {
  const rules: readonly RuleText[] = [...ownersRules, ...(await loadRules(projectRoot))];
  if (id === undefined) {
    const width = Math.max(...rules.map((rule) => rule.id.length));
    process.stdout.write(rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.title}\n`).join(''));
    return exitCode.ok;
  }
  const rule = rules.find((known) => known.id === id);
  if (!rule) {
    process.stderr.write(`${unknownRule(id, rules)}\n`);
    return exitCode.usage;
  }
  process.stdout.write(
    `${rule.id}: ${rule.title}\n\n  why        ${rule.why}\n  repair     ${rule.repair}\n  reference  ${rule.reference}\n`,
  );
  return exitCode.ok;
}

function unknownRule(id: string, rules: readonly RuleText[]): string {
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const repair = near ? `Did you mean "${near}"?` : 'Run npx unifyops explain for all of them.';
  return faultMessage({
    owner: 'explain',
    path: '',
    found: `the unknown rule "${id}"`,
    expected: 'the id of a rule',
    repair,
  });
}
