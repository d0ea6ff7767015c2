import { namespaceNameLabel } from './cluster.ts';
import type { GrantPeer } from './rulebook.ts';
import { type Selector, selectorText } from './selectors.ts';

/** Whom a rule means, in words: `pods with app=web in namespace shop`, `addresses 10.0.0.0/8`, `everyone`. */
export function peerText(peer: GrantPeer): string {
  switch (peer.kind) {
    case 'anyone':
      return 'everyone';
    case 'block':
      return `addresses ${peer.text}`;
    case 'pods':
      return `${podsText(peer.pods)} in ${namespacesText(peer.namespaces)}`;
  }
}

function podsText(pods: Selector): string {
  const text = selectorText(pods);
  return text === '' ? 'all pods' : `pods with ${text}`;
}

function namespacesText(namespaces: Selector | string): string {
  if (typeof namespaces === 'string') return `namespace ${namespaces}`;
  const text = selectorText(namespaces);
  if (text === '') return 'all namespaces';
  const name =
    text.startsWith(`${namespaceNameLabel}=`) &&
    namespaces.requirements.length === 1 &&
    namespaces.requirements[0]!.values[0];
  return name ? `namespace ${name}` : `namespaces with ${text}`;
}
