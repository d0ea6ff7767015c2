import type { GraphNode } from '../graph.ts';
import type { Box } from '../layout/geometry.ts';
import { cut, escaped } from './text.ts';

/** One end of connections as SVG: a button, for the page makes it one. */
export function nodeSvg(node: GraphNode, place: number, { x, y, width, height }: Box): string {
  const { id, kind, name, detail, tier, open, ranges } = node;
  const middle = y + height / 2;
  const wide = open.map((half) => (half === 'ingress' ? 'anyone may come in' : 'it may go anywhere'));
  const words = [id, tier ? `${detail}, ${tier}` : detail, ...wide, ...ranges].join('\n');
  const mark = open.length > 0 ? `<tspan class="open"> · open ${open.join(' and ')}</tspan>` : '';
  return [
    `<g class="node ${kind}${tier ? ` tier-${tier}` : ''}" data-node="${place}" tabindex="0" role="button" aria-pressed="false" aria-label="${escaped(`${name}, ${detail}${wide.map((text) => `, ${text}`).join('')}`)}">`,
    `<title>${escaped(words)}</title>`,
    `<rect class="body" x="${x}" y="${y}" width="${width}" height="${height}" rx="9"/>`,
    tier ? `<rect class="strip" x="${x + 7}" y="${y + 9}" width="4" height="${height - 18}" rx="2"/>` : '',
    `<text class="name" x="${x + 18}" y="${middle - 2}">${escaped(cut(name, Math.floor((width - 24) / 6.7)))}</text>`,
    `<text class="detail" x="${x + 18}" y="${middle + 13}">${escaped(tier ? `${tier} · ${detail}` : detail)}${mark}</text>`,
    '</g>',
  ].join('');
}
