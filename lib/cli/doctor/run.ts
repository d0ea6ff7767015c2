import { diagnose, type Finding } from '../../doctor/index.ts';
import { exitCode } from '../exit-code.ts';
import { outFolder, projectRoot } from '../project.ts';
import { table } from '../table.ts';
import { secretsText } from './secrets.ts';

/** Says what was found, and which Secrets the clusters need. Sets the exit code if something must be mended. */
export async function runDoctor(): Promise<void> {
  const out = outFolder(undefined);
  const { findings, plans } = await diagnose(projectRoot, out);
  const rows = findings.map((finding) => [finding.state, finding.subject, textOf(finding)]);
  process.stdout.write(table(['', 'what', 'found'], rows));
  for (const plan of plans) process.stdout.write(secretsText(plan, out));
  if (findings.some(({ state }) => state === 'fail')) process.exitCode = exitCode.faults;
}

function textOf({ found, repair }: Finding): string {
  if (repair === '') return found;
  return `${found}${/[.?]$/.test(found) ? '' : '.'} ${repair}`;
}
