import type { EdgeState, Tier, TrafficGraph } from '../graph.ts';
import type { EdgeKind } from './drawn-edges.ts';
import { counted } from './text.ts';

const states: readonly (readonly [EdgeState, string])[] = [
  ['declared', 'allowed and declared'],
  ['undeclared', 'allowed, declared by nothing'],
  ['missing', 'declared, not allowed'],
  ['contested', 'depends on the network plugin'],
];
const tiers: readonly Tier[] = ['app', 'api', 'service', 'database'];

const kinds: Readonly<Record<EdgeKind, string>> = {
  declared: 'declared',
  undeclared: 'undeclared',
  missing: 'missing',
  contested: 'contested',
  across: 'between namespaces',
  outside: 'with pods outside of this folder',
};

/** Height of the legend, in pixels. */
export const legendHeight = 58;

/** What the lines and colours mean, and what is not drawn. */
export function legendSvg(y: number, { nodes, edges }: TrafficGraph, hidden: ReadonlyMap<EdgeKind, number>): string {
  let x = 24;
  const next = (text: string, extra: number): number => {
    const at = x;
    x += extra + text.length * 6.3 + 22;
    return at;
  };
  const shown = states.filter(([state]) => state === 'declared' || edges.some((edge) => edge.state === state));
  const lines = shown.map(([state, text]) => {
    const at = next(text, 42);
    return `<g class="edge ${state}"><path class="line" d="M${at} ${y + 14}h34" marker-end="url(#tip-${state})"/></g><text class="legend" x="${at + 44}" y="${y + 18}">${text}</text>`;
  });
  x = 24;
  const present = tiers.filter((tier) => nodes.some((node) => node.tier === tier));
  const colours = present.map((tier) => {
    const at = next(tier, 12);
    return `<g class="tier-${tier}"><rect class="strip" x="${at}" y="${y + 32}" width="4" height="14" rx="2"/></g><text class="legend" x="${at + 10}" y="${y + 43}">${tier}</text>`;
  });
  const left = [...hidden].map(([kind, count]) => `${counted(count, 'connection')} ${kinds[kind]}`);
  const notes = [
    ...(left.length > 0 ? [`Shown in focus alone: ${left.join(', ')}.`] : []),
    ...(edges.some(({ doubts }) => doubts.length > 0) ? ['A port with ? depends on the network plugin.'] : []),
  ];
  return `<g class="key">${lines.join('')}${colours.join('')}<text class="legend" x="${x}" y="${y + 43}">${notes.join(' ')}</text></g>`;
}
