import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client, ClientChannel } from 'ssh2';
import { connect } from './connect.ts';
import { quote } from './quote.ts';
import { type Answer, type Remote, type RemoteCommand, RemoteError } from './remote.ts';
import { Slots } from './slots.ts';
import type { Target } from './target.ts';

/** Seconds that a host has to end a command by itself before the connection is given up. */
const graceSeconds = 10;
/** Commands at once over one connection: sshd allows ten, unless it's told otherwise. */
const sessions = 8;

/** A host over SSH: one connection, made when it is first needed and again after it was lost. */
export class SshRemote implements Remote {
  readonly name: string;
  readonly #target: Target;
  #client: Promise<Client> | undefined;
  #sudo: Promise<string> | undefined;
  readonly #slots = new Slots(sessions);

  constructor(target: Target) {
    this.name = target.name;
    this.#target = target;
  }

  run(command: RemoteCommand): Promise<Answer> {
    return this.#slots.run(() => this.#run(command));
  }

  async #run({ script, timeoutSeconds, input }: RemoteCommand): Promise<Answer> {
    const client = await this.#connected();
    this.#sudo ??= this.#becomeRoot(client);
    const sudo = await this.#sudo;
    const shell = `${sudo}timeout --kill-after=5 ${timeoutSeconds} sh`;
    const password = sudo.includes(' -S ') ? `${this.#target.sudoPassword}\n` : '';
    return this.#exec(client, {
      command: input === undefined ? `${shell} -s` : `${shell} -c ${quote(script)}`,
      first: input === undefined ? password + script : password,
      file: input,
      timeoutSeconds: timeoutSeconds + graceSeconds,
    });
  }

  close(): void {
    this.#client?.then((client) => client.end()).catch(() => undefined);
    this.#forget();
  }

  #forget(): void {
    this.#client = undefined;
    this.#sudo = undefined;
  }

  /** Ends a connection; another one is made next, unless it was already. */
  #drop(client: Client): void {
    client.end();
    this.#client?.then(
      (current) => current === client && this.#forget(),
      () => undefined,
    );
  }

  #connected(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = connect(this.#target);
    this.#client = client;
    client.then(
      (open) => open.once('close', () => this.#client === client && this.#forget()),
      () => this.#forget(),
    );
    return client;
  }

  /**
   * What stands before a command to run it as root. Asked once: a password that sudo doesn't want would reach the shell as a command.
   * @throws RemoteError if sudo refuses
   */
  async #becomeRoot(client: Client): Promise<string> {
    const { user, sudoPassword } = this.#target;
    const ask = (command: string, first: string) => this.#exec(client, { command, first, timeoutSeconds: 30 });
    if (user === 'root') return '';
    if ((await ask('sudo -k -n true', '')).code === 0) return 'sudo -n ';
    const prefix = "sudo -k -S -p '' ";
    const { code, stderr } =
      sudoPassword === undefined ? await ask('sudo -n true', '') : await ask(`${prefix}true`, `${sudoPassword}\n`);
    if (code === 0) return prefix;
    const reason = stderr.trim().split('\n').at(-1) ?? '';
    throw new RemoteError(this.name, 'sudo', `sudo refuses ${user} (${reason})`);
  }

  #exec(client: Client, request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      let settled = false;
      const settle = (act: () => void) => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        client.removeListener('close', dropped);
        act();
      };
      const fail = (problem: 'dropped' | 'timeout' | 'input', message: string) =>
        settle(() => reject(new RemoteError(this.name, problem, message)));
      const dropped = () => fail('dropped', 'the connection was lost');
      const timer = setTimeout(() => {
        this.close();
        fail('timeout', `no answer within ${request.timeoutSeconds} s`);
      }, request.timeoutSeconds * 1000);
      client.once('close', dropped);
      const begin = (error: Error | undefined, channel: ClientChannel) => {
        if (error) return fail('dropped', `no session could be opened (${error.message})`);
        collect(channel, (answer) => (answer ? settle(() => resolve(answer)) : dropped()));
        send(channel, request).catch((problem: NodeJS.ErrnoException) => {
          if (problem.code === 'ENOENT' || problem.code === 'EACCES') fail('input', problem.message);
        });
      };
      try {
        client.exec(request.command, begin);
      } catch (error) {
        // The connection ended, and its event may come later than every further try.
        this.#drop(client);
        fail('dropped', (error as Error).message);
      }
    });
  }
}

interface Request {
  readonly command: string;
  /** Sent first. */
  readonly first: string;
  /** Path of a file that is sent behind it. */
  readonly file?: string | undefined;
  readonly timeoutSeconds: number;
}

async function send(channel: ClientChannel, { first, file }: Request): Promise<void> {
  channel.on('error', () => undefined); // a host that closes its input early says why by its exit code
  if (file === undefined) return void channel.end(first);
  channel.write(first);
  await pipeline(createReadStream(file), channel);
}

/** Gives the answer when the channel closes; undefined if no exit code came, since the command's outcome isn't known then. */
function collect(channel: ClientChannel, done: (answer: Answer | undefined) => void): void {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let code: number | undefined;
  channel.on('data', (chunk: Buffer) => stdout.push(chunk));
  channel.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  channel.on('exit', (exit: number | null) => {
    code = exit ?? 255; // ended by a signal
  });
  channel.on('close', () => {
    const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString();
    done(code === undefined ? undefined : { code, stdout: text(stdout), stderr: text(stderr) });
  });
}
