import { because } from '../because.ts';
import type { Connections } from '../connections.ts';
import type { Connection } from '../peers.ts';

/** One connection of a listing. */
export interface Line extends Connection {
  /**
   * What decided it, a short text each.
   * @default not said
   */
  readonly because?: readonly string[];
}

/** All connections, each with what decided it. */
export function explainedLines(connections: Connections): readonly Line[] {
  return connections.list().map((connection) => ({ ...connection, because: because(connections, connection) }));
}
