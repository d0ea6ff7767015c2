import { joinConfig } from '../files/config.ts';
import { type Role, unitOf } from '../request.ts';
import type { Step } from './step.ts';
import { step } from './steps.ts';

/** A run of each of these is named, so that one that was interrupted knows what it has done; another run does it all again. */

/** Has the cluster make a new token for servers. */
export function rotateTokenStep(host: string, run: string): Step {
  return step(host, 'make a new token', 'rotate-token', { RUN: run });
}

/** Gives a node the new token. */
export function retokenStep(host: string, role: Role, run: string): Step {
  return { ...step(host, 'receive the new token', 'retoken', { RUN: run }), needsToken: role };
}

/** Lets a node start whatever authority the cluster has by then. */
export function shortenStep(host: string): Step {
  return step(host, 'take the authority out of the token', 'shorten', {});
}

/** Has the cluster make new certificate authorities, which each node takes when it starts. */
export function authorityStep(host: string, run: string): Step {
  return step(host, 'make new certificate authorities', 'authority', { RUN: run });
}

/** Stops a node and puts its certificates aside; its start makes new ones. */
export function rotateStep(host: string, role: Role, run: string): Step {
  return step(host, 'put the certificates aside', 'rotate', { UNIT: unitOf(role), RUN: run });
}

/** Stops a server. */
export function haltStep(host: string, run: string): Step {
  return step(host, 'stop k3s', 'halt', { RUN: run });
}

/** Lets a server join the restored cluster anew. */
export function rejoinStep(host: string, through: string, run: string): Step {
  return step(host, 'put the data aside', 'rejoin', { RUN: run, JOIN: joinConfig(through) });
}

/** Lets machines take the names of nodes that other machines had. */
export function forgetStep(host: string, nodes: readonly string[], run: string): Step {
  return step(host, 'forget the old machines', 'forget', { NODES: nodes.join(' '), RUN: run });
}
