import { type Answer, assignments, type Patience, type Remote, retrying } from '../../ssh/index.ts';
import type { Step } from '../plan/step.ts';
import type { Role } from '../request.ts';
import type { ClusterSecrets } from './secrets.ts';
import { redacted, type Tell } from './tell.ts';

/** What a step needs from outside. */
export interface StepContext {
  readonly remote: Remote;
  readonly tell: Tell;
  readonly patience: Patience;
  readonly secrets: Partial<ClusterSecrets>;
}

/** A step that could not be done, with the host's own reason. */
export class StepError extends Error {
  readonly host: string;
  readonly step: string;

  constructor({ host, name }: Step, reason: string) {
    super(`${host}: could not ${name}: ${reason}`);
    this.name = 'StepError';
    this.host = host;
    this.step = name;
  }
}

const checkSeconds = 60;

/**
 * Does a step unless it is done, and looks whether it worked. A connection that drops is made again, and the check says how far it came.
 * @returns whether anything was done
 * @throws StepError with the host's reason, RemoteError if the host can't be asked
 */
export async function runStep(step: Step, context: StepContext): Promise<boolean> {
  const { tell, patience } = context;
  let answer = await check(step, context);
  if (answer.code === 0) return false;
  tell(step.host, step.name);
  for (let attempt = 0; answer.code !== 0; attempt++) {
    const applied = await apply(step, context);
    const reason = applied.code === 0 ? undefined : applied;
    answer = await check(step, context);
    if (answer.code === 0) break;
    const text = redacted(reasonOf(reason ?? answer), Object.values(context.secrets));
    if (attempt >= step.retries) throw new StepError(step, text);
    if (reason) tell(step.host, `${step.name}: ${text}; trying again`);
    if (reason) await patience.rest(Math.min(patience.firstRestMs * 2 ** attempt, patience.longestRestMs));
  }
  return true;
}

function check({ check }: Step, { remote, patience }: StepContext): Promise<Answer> {
  return retrying(() => remote.run({ script: check, timeoutSeconds: checkSeconds }), patience);
}

/** A connection that drops is no failure of the step: its check says what became of it. */
async function apply(step: Step, { remote, patience, secrets }: StepContext): Promise<Answer> {
  const prefix = step.needsToken ? assignments(tokensFor(step.needsToken, secrets)) : '';
  // one apply at a time on a host: what a lost connection left running ends first
  const script = step.input === undefined ? `${lock(step.timeoutSeconds)}${prefix}${step.apply}` : step.apply;
  const { timeoutSeconds, input } = step;
  const command = { script, timeoutSeconds, ...(input === undefined ? {} : { input }) };
  return retrying(() => remote.run(command), patience);
}

/** A server keeps the agents' secret without the authority's checksum in front, since it is the one that vouches for it. */
function tokensFor(
  role: Role,
  { token = '', agentToken = '' }: Partial<ClusterSecrets>,
): Readonly<Record<string, string>> {
  if (role === 'agent') return { TOKEN: agentToken, AGENT_TOKEN: '' };
  return { TOKEN: token, AGENT_TOKEN: agentToken.slice(agentToken.lastIndexOf(':') + 1) };
}

function lock(seconds: number): string {
  return `exec 9>/run/unifyops.lock\nflock --timeout ${seconds} 9 || { echo 'another run is at work on this host' >&2; exit 1; }\n`;
}

function reasonOf({ code, stdout, stderr }: Answer): string {
  if (code === 124) return 'it took too long';
  return (stderr.trim() || stdout.trim() || `exit code ${code}`).split('\n').join('; ');
}
