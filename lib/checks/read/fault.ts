import type { Fault } from '../../model/fault.ts';
import { systemReason } from '../../render/write/errors.ts';
import type { CheckFault } from '../check.ts';
import type { RuleText } from '../rule.ts';

/** The id of every fault that was found before there was an object to check. */
export const readRule = 'read/manifest';

/** What that rule says of itself. */
export const readRuleText: RuleText = {
  id: readRule,
  title: 'Every file of manifests can be read.',
  why: 'Whoever cannot read a file cannot say that all is well in it.',
  repair: 'Mend the file, or move it out of the folder.',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/#describing-a-kubernetes-object',
};

/** A fault of the file itself. `place` is a line, or empty for the whole file. */
export function readFault(
  file: string,
  place: string,
  words: Pick<Fault, 'found' | 'expected' | 'repair'>,
): CheckFault {
  return { rule: readRule, owner: file, file, object: '', path: place, ...words };
}

/** The fault of a file or folder that the system refuses to open; `error` is what it threw. */
export function unreadable(path: string, error: unknown): CheckFault {
  return readFault(path, '', {
    found: systemReason(error),
    expected: 'a file or folder that can be read',
    repair: 'Make it readable, or remove the link.',
  });
}
