import { type Fault, faultMessage } from '../../lib/model/fault.ts';
import type { Mutant, Names } from './mutant.ts';

/** Whether a fault tells of a mutant what its kind asks for. */
export function tellsOf(fault: Fault, mutant: Mutant): boolean {
  const { tells, ends } = mutant;
  if (tells === 'object') return namesObject(fault, mutant);
  return connectionsOf(fault).some(([from, to]) => {
    if (tells === 'connection') return true;
    const [first = [/./], second = [/./]] = ends;
    return (isOneOf(from, first) && isOneOf(to, second)) || (isOneOf(to, first) && isOneOf(from, second));
  });
}

/** Whether a fault names the object that is broken. */
export function namesObject(fault: Fault, { file, object }: Mutant): boolean {
  return fault.owner === file || faultMessage(fault).includes(object);
}

/** The connections that a fault names, each with its two ends. */
function connectionsOf({ path, found }: Fault): readonly (readonly [from: string, to: string])[] {
  const ends =
    /^(?:edge|connection) (.+) → (.+?)(?: (?:TCP|UDP|SCTP) [\d, TCPUDSo-]+)?$/.exec(path) ??
    /^(.+) => (.+) : /.exec(found);
  if (ends === null) return [];
  const [, from = '', to = ''] = ends;
  // the fault of several who have the same ports open names the others behind the first
  const also = / side, and so for (.*)$/.exec(found)?.[1]?.split(', ') ?? [];
  return [[from, to], ...also.flatMap((other) => [[other, to] as const, [from, other] as const])];
}

function isOneOf(end: string, names: Names): boolean {
  return names.some((name) => (typeof name === 'string' ? name === end : name.test(end)));
}
