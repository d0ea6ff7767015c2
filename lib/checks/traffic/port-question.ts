import { lastPort, type Protocol, protocols } from './ports.ts';

/** One port of a protocol: what `--port` asks about. */
export interface PortQuestion {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Reads `8080`, `53/UDP` or `UDP 53`, TCP where no protocol is said; undefined for what is none of them. */
export function portQuestion(text: string): PortQuestion | undefined {
  const [, before = '', digits = '', after = ''] = /^(?:([a-z]+)[ :])?(\d+)(?:\/([a-z]+))?$/i.exec(text.trim()) ?? [];
  const protocol = protocols.find((each) => each === (before || after || 'TCP').toUpperCase());
  const port = Number(digits);
  const twice = before !== '' && after !== '';
  return protocol === undefined || twice || port < 1 || port > lastPort ? undefined : { protocol, port };
}
