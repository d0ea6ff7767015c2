import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Message } from './message.ts';

/** How a command of Go ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** The oldest Go that builds every part. */
export const oldestGo = '1.26.0';

const howToGet = `Install Go ${oldestGo} or newer (https://go.dev/dl/, or Debian's golang-go if it is new enough) and put it on PATH.`;

/** Runs `go` in a folder and waits for its end; parts need no C compiler, and a second toolchain is never downloaded. */
export async function go(args: readonly string[], folder: string): Promise<Ended> {
  const env = { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false', GOWORK: 'off' };
  // Other work on the machine comes first: a cold build of everything takes an hour.
  const child = spawn('nice', ['-n', '15', 'go', ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output: Buffer.concat(chunks).toString() };
}

/** @throws Message if Go is missing or too old for the parts */
export async function requireGo(folder: string): Promise<void> {
  const { code, output } = await go(['env', 'GOVERSION'], folder);
  const found = /^go(\d+\.\d+(?:\.\d+)?)/.exec(output)?.[1];
  if (code === 0 && found !== undefined && !isOlder(found, oldestGo)) return;
  const problem =
    code === 127 ? 'Go is missing' : (found && `Go ${found} is too old`) || `Go does not run (${output.trim()})`;
  throw new Message(`${problem}: the real parts of the e2e suites are built with it. ${howToGet}`);
}

/** Whether version `a` (`1.25.3`) comes before `b`. */
export function isOlder(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) < 0;
}

/** One sentence for a build that failed: which module can't be had, or the end of the compiler's output. */
export function buildFailure(part: string, output: string): string {
  const refused = /^.*?(\S+@v\S+?):.*\b(4\d\d \w.*|no such host.*|connection refused.*|i\/o timeout.*)$/m.exec(output);
  if (refused !== null) {
    return `${part} can't be built: the Go module proxy does not give ${refused[1]} (${refused[2]}). Check GOPROXY and the network, or pin another version in tools/${part}/go.mod.`;
  }
  return `${part} can't be built. The end of what Go said:\n${output.trimEnd().split('\n').slice(-15).join('\n')}`;
}
