import { joinConfig } from '../files/config.ts';
import { sumOf, type WantedFile } from '../files/files.ts';
import { kernelLines } from '../files/settings.ts';
import { type Role, unitOf } from '../request.ts';
import { script } from '../script.ts';
import type { Step } from './step.ts';

/** Seconds that a server may take to start: etcd syncs its data first. */
const startSeconds = 180;
/** Seconds that a drain may take: budgets may hold a pod back until its twin is ready elsewhere. */
const drainSeconds = 300;

/** Times that differ from the usual: a minute, and three more tries. */
export interface StepTimes {
  readonly timeoutSeconds?: number;
  readonly retries?: number;
}

/** A step of two scripts, `<base>.check` and `<base>.apply`. */
export function step(
  host: string,
  name: string,
  base: string,
  variables: Readonly<Record<string, string>>,
  { timeoutSeconds = 60, retries = 3 }: StepTimes = {},
): Step {
  return {
    host,
    name,
    check: script(`${base}.check`, variables),
    apply: script(`${base}.apply`, variables),
    timeoutSeconds,
    retries,
  };
}

/** Marks a host as a part of the environment's cluster, and sets the kernel as kubelet demands it. */
export function kernelStep(host: string, environment: string): Step {
  return step(host, 'set the kernel', 'kernel', { OWNER: environment, SETTINGS: kernelLines });
}

/** Downloads a release and verifies it, beside the one in use. */
export function fetchStep(host: string, version: string, url: string, sha256 = ''): Step {
  const variables = { VERSION: version, URL: url, SHA256: sha256 };
  return step(host, `fetch ${version}`, 'fetch', variables, { timeoutSeconds: 600, retries: 4 });
}

/** A file of this machine that a host needs: a release or its images. */
export interface SentFile {
  /** Path on this machine. */
  readonly path: string;
  /** Path on the host. */
  readonly target: string;
  readonly sha256: string;
  /** Octal. */
  readonly mode: string;
}

/** Sends a file of this machine and verifies it there. */
export function sendStep(host: string, what: string, { path, target, sha256, mode }: SentFile): Step {
  const sent = step(
    host,
    `send ${what}`,
    'receive',
    { TARGET: target, SHA256: sha256, MODE: mode },
    { timeoutSeconds: 900 },
  );
  const apply = script('receive.apply', { TARGET: target, SHA256: sha256, MODE: mode }, true);
  return { ...sent, apply, input: path };
}

/** The same for a release, which is not sent when it is in use already. */
export function sendReleaseStep(host: string, version: string, file: SentFile): Step {
  return { ...sendStep(host, version, file), check: script('fetch.check', { VERSION: version }) };
}

/** Puts a fetched release in the place of the one in use. */
export function switchStep(host: string, version: string): Step {
  return step(host, `switch to ${version}`, 'switch', { VERSION: version });
}

/**
 * Writes files.
 * @param obsolete paths of files that are no longer wanted
 */
export function filesStep(host: string, files: readonly WantedFile[], obsolete: readonly string[]): Step {
  const sums = files.map((file) => `${sumOf(file)} ${file.mode} ${file.path}`).join('\n');
  const contents = files
    .map(({ mode, path, content }) => `${mode} ${path} ${Buffer.from(content).toString('base64')}`)
    .join('\n');
  return {
    ...step(host, 'write the configuration', 'files', {}),
    check: script('files.check', { FILES: sums, OBSOLETE: obsolete.join(' ') }),
    apply: script('files.apply', { CONTENTS: contents, OBSOLETE: obsolete.join(' ') }),
  };
}

/**
 * Gives a host the secret that it joins with.
 * @param through address of a server that is in the cluster; none starts a cluster
 */
export function tokenStep(host: string, role: Role, through: string | undefined): Step {
  const name = through === undefined ? 'make the first token' : 'receive the token';
  return { ...step(host, name, 'token', { JOIN: joinConfig(through) }), needsToken: role };
}

/** Starts what is installed, or starts it again after a change. */
export function startStep(host: string, role: Role): Step {
  const variables = { UNIT: unitOf(role), WAIT: String(startSeconds) };
  const times = { timeoutSeconds: startSeconds + 30, retries: 2 };
  return {
    ...step(host, `start ${unitOf(role)}`, 'start', variables, times),
    check: script(['age', 'start.check'], variables),
  };
}

/** Waits until nodes are Ready in their release, as the server `through` sees them: asked of all at once, however many they are. */
export function readyStep(through: string, nodes: string | readonly string[], version: string): Step {
  const names = [nodes].flat();
  const check = script('ready.check', { NODES: names.join(' '), VERSION: version });
  return waitStep(through, `see ${names.join(', ')} ready`, check);
}

/** Waits until the cluster keeps its majority while a server is away, or once it has left for good. */
export function quorumStep(through: string, node: string, end: 'comes back' | 'leaves' = 'comes back'): Step {
  const variables = { NODE: node, LEAVES: end === 'leaves' ? 'yes' : 'no' };
  return waitStep(through, `see a majority without ${node}`, script('quorum.check', variables));
}

/** Sees that no volume is on a node's own disk: it would be lost with the node. */
export function volumesStep(through: string, node: string): Step {
  return waitStep(through, `see ${node} free of data`, script('volumes.check', { NODE: node }), 2);
}

/** Looks whether something is so, again after a second each. */
export function waitStep(host: string, name: string, check: string, retries = 90): Step {
  return { host, name, check, apply: script('wait.apply'), timeoutSeconds: 30, retries };
}

/** Moves the pods of a node elsewhere. */
export function drainStep(through: string, node: string): Step {
  const variables = { NODE: node, WAIT: String(drainSeconds) };
  return step(through, `drain ${node}`, 'drain', variables, { timeoutSeconds: drainSeconds + 30 });
}

/** Lets a node take pods again. */
export function uncordonStep(through: string, node: string): Step {
  return step(through, `uncordon ${node}`, 'uncordon', { NODE: node });
}

/** Takes a node out of the cluster, and its member out of etcd. */
export function leaveStep(through: string, node: string): Step {
  return step(through, `take ${node} out`, 'leave', { NODE: node }, { timeoutSeconds: 90 });
}

/** Leaves a host as it was before k3s. */
export function uninstallStep(host: string): Step {
  return step(host, 'uninstall', 'uninstall', {}, { timeoutSeconds: 180 });
}
