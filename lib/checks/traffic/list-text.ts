import type { Connection } from './peers.ts';

/** `ns/name[Kind] => ns/name[Kind] : TCP 80,8000-8090,UDP 53`. */
export function connectionText({ from, to, ports }: Connection): string {
  return `${from.id} => ${to.id} : ${ports}`;
}

/** One line for each connection. */
export function listText(connections: readonly Connection[]): string {
  return connections.map((each) => `${connectionText(each)}\n`).join('');
}
