import type { Connections } from './connections.ts';
import type { Peer } from './peers.ts';
import type { RuleReason } from './reasons.ts';

/** Why network plugins may differ on what is allowed from one peer to another, a sentence each. */
export function doubtsOf(connections: Connections, from: Peer, to: Peer): readonly string[] {
  return [...[from, to].flatMap(ofPeer), ...ofRules(connections, from, to)];
}

function ofPeer(peer: Peer): readonly string[] {
  if (peer.kind !== 'workload') return [];
  const { pods } = peer.workload;
  return [
    ...(pods.some(({ hostNetwork }) => hostNetwork)
      ? [
          `${peer.id} is on its node's network, where some network plugins apply no policies and others can't tell it by its labels.`,
        ]
      : []),
    ...(pods.length > 1 ? [`The pods of ${peer.id} differ, so policies may treat them differently.`] : []),
  ];
}

// What only the permissive reading lets through is in doubt: blocks that may cover pods, and pods outside that a selector may mean.
function ofRules(connections: Connections, from: Peer, to: Peer): readonly string[] {
  const [strict, permissive] = (['strict', 'permissive'] as const).map((reading) => {
    const view = connections.as({ reading });
    return (['egress', 'ingress'] as const).flatMap((half) => view.reasons(half, from, to)?.rules ?? []);
  });
  const sure = new Set(strict!.map(identity));
  const doubtful = permissive!.filter((reason) => !sure.has(identity(reason)));
  return doubtful.map((reason) => `${ruleText(reason)} (${reason.peer}) ${doubtText(connections, reason, from, to)}`);
}

function doubtText(connections: Connections, { half, peer }: RuleReason, from: Peer, to: Peer): string {
  const other = half === 'ingress' ? from : to;
  if (peer.startsWith('addresses ') && other.kind !== 'external') {
    return `may mean ${other.id} by its address: Kubernetes leaves open whether an ipBlock means pods.`;
  }
  if (other.kind === 'ingress-controller') {
    return 'means it if it is one of these pods: nothing in the tree says which pods the ingress controller is.';
  }
  if (other.kind === 'workload' && connections.cluster.namespaces.get(other.workload.namespace)?.declared !== true) {
    return `means ${other.id} if its namespace has these labels: the tree has no Namespace ${other.workload.namespace} to tell.`;
  }
  return `means ${other.id} by some network plugins, or in part, or on ports not known here.`;
}

/** `policy ns/name, ingress rule 1`, counted from 1 as people do. */
export function ruleText({ policy, half, rule }: RuleReason): string {
  return `policy ${policy}, ${half} rule ${rule + 1}`;
}

function identity({ policy, half, rule, peer, ports }: RuleReason): string {
  return [policy, half, rule, peer, ports.key].join('\n');
}
