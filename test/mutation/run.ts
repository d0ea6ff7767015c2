import { throwFaults } from '../../lib/model/fault.ts';
import { podsOf } from '../../lib/synth/edges/identity.ts';
import { faultsBefore, judge, type Verdict } from './judge.ts';
import { kinds } from './kinds/index.ts';
import { type Mutant, mutantsOf } from './mutant.ts';
import { subjects } from './subjects.ts';

/** A mutant with what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

/** Breaks everything in some environments, one thing at a time. */
export async function runMutants(environments: readonly string[]): Promise<readonly Judged[]> {
  const all = await subjects(environments);
  throwFaults(all.flatMap(faultsBefore));
  return all.flatMap((subject) => {
    const others = podsOf(subject.whole.plan);
    return [...mutantsOf({ plan: subject.plan, others }, subject.broken, kinds)].map((mutant) => ({
      mutant,
      verdict: judge(subject, mutant),
    }));
  });
}
