import type { Half, Protocol } from '../traffic/index.ts';
import type { Labels } from '../traffic/selectors.ts';

/** A line of the annotation `unifyops.dev/traffic`. */
export interface DeclaredLine {
  readonly half: Half;
  /** `identity/auth/api`, `dns`, or whatever else the line names. */
  readonly peer: string;
  /** Labels that the peer's pods may have; none for a peer that is no workload of a stack. */
  readonly labels: readonly Labels[];
  /** `TCP 8002` each. */
  readonly ports: readonly string[];
  readonly why: string;
}

const form = /^(from|to) (.+?) ((?:TCP|UDP|SCTP) \d+(?:, (?:TCP|UDP|SCTP) \d+)*): (.+)$/;
const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** The lines of an annotation; those of another form are left out. */
export function linesOf(annotation: string): readonly DeclaredLine[] {
  return annotation.split('\n').flatMap((text): readonly DeclaredLine[] => {
    const [, way, peer = '', ports = '', why = ''] = form.exec(text) ?? [];
    if (way === undefined) return [];
    return [
      { half: way === 'from' ? 'ingress' : 'egress', peer, labels: labelsOf(peer), ports: ports.split(', '), why },
    ];
  });
}

// The instance is the stack with its domain, or the stack alone where it is of the whole cluster.
function labelsOf(peer: string): readonly Labels[] {
  const [domain, stack, name, ...rest] = peer.split('/');
  if (name === undefined || rest.length > 0) return [];
  return [`${domain}-${stack}`, `${stack}`].map((instance) => ({
    'app.kubernetes.io/instance': instance,
    'app.kubernetes.io/name': name,
  }));
}

/** `TCP 8002` as protocol and number. */
export function portOf(text: string): readonly [Protocol, number] {
  const [protocol, number] = text.split(' ');
  return [protocols.find((each) => each === protocol) ?? 'TCP', Number(number)];
}
