import type { Connection } from '../peers.ts';
import type { Line } from './line.ts';

/** `ns/name[Kind] => ns/name[Kind] : TCP 80,8000-8090,UDP 53`. */
export function connectionText({ from, to, ports }: Connection): string {
  return `${from.id} => ${to.id} : ${ports}`;
}

/** One line for each connection, as np-guard's analyzer prints them; what decided it stands behind. */
export function listText(lines: readonly Line[]): string {
  return lines.map(({ because, ...connection }) => `${connectionText(connection)}${reasons(because)}\n`).join('');
}

function reasons(because: readonly string[] | undefined): string {
  return because === undefined ? '' : ` (${because.join('; ')})`;
}
