import type { GraphEdge } from '../graph.ts';
import type { Box, Layout, Point } from '../layout/geometry.ts';
import { escaped, portsLabel } from './text.ts';

/** One edge as SVG; one without a route is a plain curve that is seen in focus alone. */
export function edgeSvg(edge: GraphEdge, place: number, { routes, labels, nodes }: Layout): string {
  const { from, to, ports, state, reasons, doubts, ipv6 } = edge;
  const route = routes.get(place);
  const points = route ?? directly(nodes.get(from)!, nodes.get(to)!);
  const middle = labels.get(place) ?? { x: points.at(-1)!.x - 40, y: points.at(-1)!.y };
  const text = `${portsLabel(ports)}${ipv6 ? ' v6' : ''}${doubts.length > 0 ? ' ?' : ''}`;
  const words = [`${from} to ${to}, ${ports}, ${state}`, ...reasons, ...doubts].join('\n');
  const width = text.length * 6.2 + 8;
  return [
    `<g class="edge ${state}${route ? '' : ' quiet'}${doubts.length > 0 ? ' doubtful' : ''}" data-edge="${place}">`,
    `<title>${escaped(words)}</title>`,
    `<path class="line" d="${pathOf(points)}" marker-end="url(#tip-${state})"/>`,
    `<rect class="plate" x="${n(middle.x - width / 2)}" y="${n(middle.y - 8)}" width="${n(width)}" height="16" rx="4"/>`,
    `<text class="ports" x="${n(middle.x)}" y="${n(middle.y + 3.5)}">${escaped(text)}</text>`,
    '</g>',
  ].join('');
}

/** A path through points that is level at each of them. */
function pathOf(points: readonly Point[]): string {
  return points.reduce((path, { x, y }, place) => {
    const previous = points[place - 1];
    if (previous === undefined) return `M${n(x)} ${n(y)}`;
    if (previous.y === y) return `${path}H${n(x)}`;
    // An edge that goes back swings out on both sides.
    const bend = x > previous.x ? (x - previous.x) / 2 : 60;
    return `${path}C${n(previous.x + bend)} ${n(previous.y)} ${n(x - bend)} ${n(y)} ${n(x)} ${n(y)}`;
  }, '');
}

function directly(source: Box, target: Box): readonly Point[] {
  return [
    { x: source.x + source.width, y: source.y + source.height / 2 },
    { x: target.x, y: target.y + target.height / 2 },
  ];
}

function n(value: number): string {
  return `${Math.round(value * 10) / 10}`;
}
