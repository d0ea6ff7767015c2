import type { Plan } from '../model/index.ts';
import { dependencyFinding } from './dependencies.ts';
import type { Finding } from './finding.ts';
import { nodeFinding } from './node.ts';
import { outputFindings } from './output.ts';
import { platformFindings } from './platform.ts';
import { programFindings } from './programs.ts';

export type { Finding } from './finding.ts';

/** What a look at the machine and the project found. */
export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** Of the environments without faults. */
  readonly plans: readonly Plan[];
}

/**
 * Looks at everything that a synth and a first sync need. Nothing is changed, and no cluster is asked.
 * @param root folder of the project, absolute
 * @param out folder that is rendered into, absolute
 */
export async function diagnose(root: string, out: string): Promise<Diagnosis> {
  const [node, dependencies, programs, platform] = await Promise.all([
    nodeFinding(root),
    dependencyFinding(root),
    programFindings(),
    platformFindings(root),
  ]);
  const findings = [node, dependencies, ...platform.findings, ...outputFindings(out), ...programs];
  return { findings, plans: platform.plans };
}
