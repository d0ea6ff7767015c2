/** A transport protocol of a Service or NetworkPolicy port. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port that is listened on: a number from 1 to 65535 and its protocol. */
export interface Port {
  /** From 1 to 65535. */
  readonly port: number;
  /** What is spoken on it. */
  readonly protocol: Protocol;
}

/** What is expected of a port number, or `undefined` if `value` is one. */
export function portProblem(value: number): string | undefined {
  return Number.isInteger(value) && value >= 1 && value <= 65535 ? undefined : 'a whole number from 1 to 65535';
}

/** What is expected of a port that a program without privileges listens on, or `undefined` if `value` is one. */
export function listeningPortProblem(value: number): string | undefined {
  if (portProblem(value) === undefined && value >= 1024) return undefined;
  return 'a whole number from 1024 to 65535, since programs run without privileges';
}

/** `TCP 8002`, as `kubectl` and the traffic listing write it. */
export function portText({ port, protocol }: Port): string {
  return `${protocol} ${port}`;
}

/** Ports of managed databases that have one each. */
export const ownPorts = { first: 20_000, last: 59_999 } as const;
