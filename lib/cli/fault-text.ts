import type { CheckFault } from '../checks/check.ts';
import { type Fault, faultMessage } from '../model/fault.ts';

/** Every fault on a line of its own, and how many there are. */
export function faultText(faults: readonly Fault[]): string {
  return `${[...faults.map(faultLine), count(faults.length, 'fault')].join('\n')}\n`;
}

/** A fault on one line; one in a rendered object says which object and which rule too. */
function faultLine(fault: Fault | CheckFault): string {
  if (!('rule' in fault)) return oneLine(faultMessage(fault));
  const owner = fault.owner.includes(fault.object) ? fault.owner : `${fault.owner} ${fault.object}`;
  return `${oneLine(faultMessage({ ...fault, owner }))} (${fault.rule})`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** `1 fault`, `2 faults`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
