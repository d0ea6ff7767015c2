export { assignments, quote } from './quote.ts';
export { type Access, homePath, readAccess } from './read-target.ts';
export { type Answer, type Remote, type RemoteCommand, RemoteError, type RemoteProblem } from './remote.ts';
export { type Patience, patience, retrying } from './retry.ts';
export { SshRemote } from './ssh-remote.ts';
export type { Login, Target } from './target.ts';
