import type { Fault } from '../../model/index.ts';
import { type Patience, type Remote, RemoteError, retrying } from '../../ssh/index.ts';
import type { HostFacts } from '../facts/host-facts.ts';
import { parseFacts } from '../facts/parse-facts.ts';
import { managedPaths } from '../files/files.ts';
import { kernelSettings } from '../files/settings.ts';
import { script } from '../script.ts';

const factsSeconds = 60;
/** Nothing is lost yet, so a person need not wait as long as in the middle of a step to hear that a host is off. */
const factsRetries = 2;

/** What hosts are, and why some could not be asked. */
export interface Gathered {
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly faults: readonly Fault[];
}

/** Asks every host at once what it is. Nothing is changed. */
export async function gatherFacts(owner: string, remotes: readonly Remote[], patience: Patience): Promise<Gathered> {
  const facts = new Map<string, HostFacts>();
  const faults: Fault[] = [];
  const asked = script(['age', 'facts'], {
    PATHS: managedPaths().join('\n'),
    SETTINGS: Object.keys(kernelSettings).join('\n'),
  });
  await Promise.all(
    remotes.map(async (remote) => {
      try {
        const { value, now } = await retrying(() => ask(remote, asked), { ...patience, retries: factsRetries });
        facts.set(remote.name, parseFacts(value, now));
      } catch (error) {
        if (!(error instanceof RemoteError)) throw error;
        faults.push(remoteFault(owner, error));
      }
    }),
  );
  // in the order of the hosts, whoever answered first
  const sorted = remotes.flatMap(({ name }): [string, HostFacts][] =>
    facts.has(name) ? [[name, facts.get(name)!]] : [],
  );
  return { facts: new Map(sorted), faults: faults.sort((a, b) => a.path.localeCompare(b.path)) };
}

/** The answer, and our own clock when the host read its own: half of the way back. */
async function ask(remote: Remote, asked: string): Promise<{ value: string; now: number }> {
  await remote.run({ script: 'true', timeoutSeconds: factsSeconds }); // the time to connect is no difference of clocks
  const start = Date.now();
  const { code, stdout, stderr } = await remote.run({ script: asked, timeoutSeconds: factsSeconds });
  if (code !== 0) throw new RemoteError(remote.name, 'dropped', `its facts could not be read: ${stderr.trim()}`);
  return { value: stdout, now: start / 1000 };
}

function remoteFault(owner: string, { host, problem, message }: RemoteError): Fault {
  const repairs: Readonly<Record<RemoteError['problem'], string>> = {
    unreachable: 'Start the host, or take it out of the environment to replace it.',
    dropped: 'Look at the host, and run it again.',
    timeout: 'Look at the host, and run it again.',
    'host-key': 'Compare the key on the host itself: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub.',
    login: 'Add the public key to its authorized_keys.',
    sudo: 'Let the user run sudo, or name the file with its password.',
    input: 'Correct the path.',
  };
  const found = message.slice(host.length + 2);
  return { owner, path: host, found, expected: 'a host that can be worked on', repair: repairs[problem] };
}
