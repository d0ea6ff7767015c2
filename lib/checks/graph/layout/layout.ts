import type { GraphEdge, GraphNode, TrafficGraph } from '../graph.ts';
import { type Box, type Layout, moved, type Point, sizes } from './geometry.ts';
import { type Inside, inside } from './inside.ts';
import { type Layered, layered } from './layered.ts';

/** What stands on its own in the picture: a namespace's box, or a node outside of all. */
interface Unit {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly inside?: Inside;
}

/**
 * Lays out a graph from left to right: who comes in, the ingress controller, namespaces with their tiers, and whom they reach.
 * @param isDrawn whether the edge at a place gets a route; the others still say what is left of what
 */
export function layoutOf({ nodes, edges }: TrafficGraph, isDrawn: (place: number) => boolean): Layout {
  const unitOf = new Map(nodes.map((node) => [node.id, unitId(node)]));
  const drawn = [...edges.keys()].filter(isDrawn);
  const units = unitsOf(nodes, edges, drawn, unitOf);
  const ends = (place: number) => ({ from: unitOf.get(edges[place]!.from)!, to: unitOf.get(edges[place]!.to)! });
  const outer = [...edges.keys()]
    .map((place) => ({ id: `${place}`, ...ends(place), layers: 1, weight: isDrawn(place) ? 2 : 0 }))
    .filter(({ from, to, weight }) => from !== to && (weight > 0 || !isNamespace(from) || !isNamespace(to)));
  // Of edges without a route, those with the outside say who stands left and who right; one between two units is enough.
  const kept = new Map(outer.map((edge) => [edge.weight > 0 ? edge.id : `${edge.from}\n${edge.to}`, edge]));
  const placed = layered([...units.values()], [...kept.values()], { nodes: 28, edges: 10, layers: 150 });
  const boxes = boxesOf(units, placed);
  const routes = new Map<number, readonly Point[]>();
  for (const place of drawn) {
    const { from, to } = ends(place);
    routes.set(place, from === to ? innerRoute(from, place) : join(place, from, to));
  }
  return {
    ...extent([...boxes.values()], [...routes.values()].flat()),
    nodes: new Map(nodes.map(({ id }) => [id, boxOf(id)])),
    namespaces: new Map(
      [...units.values()].flatMap(({ id, inside: has }) => (has ? [[id.slice(3), boxes.get(id)!]] : [])),
    ),
    routes,
    labels: new Map(drawn.map((place) => [place, labelOf(place)])),
  };

  // Before the node that an edge ends at, or at the side of the namespace that it leaves.
  function labelOf(place: number): Point {
    const { from, to } = ends(place);
    const into = innerRoute(to, place);
    const [a, b] = (into.length > 0 ? into : innerRoute(from, place)).slice(-2);
    const whole = routes.get(place)!;
    const { x, y } = b ?? whole.at(-1)!;
    return { x: ((a ?? whole[0]!).x + x) / 2, y };
  }

  function boxOf(id: string): Box {
    const unit = unitOf.get(id)!;
    const box = units.get(unit)!.inside?.nodes.get(id);
    return box ? moved(box, boxes.get(unit)!) : boxes.get(unit)!;
  }

  function innerRoute(unit: string, place: number): readonly Point[] {
    return (units.get(unit)!.inside?.routes.get(place) ?? []).map((point) => moved(point, boxes.get(unit)!));
  }

  function join(place: number, from: string, to: string): readonly Point[] {
    const [source, target] = [boxes.get(from)!, boxes.get(to)!];
    const out = innerRoute(from, place);
    const into = innerRoute(to, place);
    const isBack = source.x >= target.x;
    const between = (placed.passes.get(`${place}`) ?? []).flatMap(({ layer, y }) => {
      const [left, right] = layerSides(layer).map((x) => ({ x, y })) as [Point, Point];
      return isBack ? [right, left] : [left, right];
    });
    const start = out.length > 0 ? out : [{ x: source.x + source.width, y: source.y + source.height / 2 }];
    const end = into.length > 0 ? into : [{ x: target.x, y: target.y + target.height / 2 }];
    return [...start, ...between, ...end];
  }

  function layerSides(layer: number): readonly [number, number] {
    const own = [...units.keys()].filter((id) => placed.nodes.get(id)!.layer === layer).map((id) => boxes.get(id)!);
    return [Math.min(...own.map(({ x }) => x)), Math.max(...own.map(({ x, width }) => x + width))];
  }
}

function unitId({ id, kind, namespace }: GraphNode): string {
  return kind === 'workload' ? `ns ${namespace}` : id;
}

function isNamespace(unit: string): boolean {
  return unit.startsWith('ns ');
}

function unitsOf(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  drawn: readonly number[],
  unitOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, Unit> {
  const members = Map.groupBy(nodes, (node) => unitOf.get(node.id)!);
  return new Map(
    [...members].map(([id, own]): [string, Unit] => {
      if (own[0]!.kind !== 'workload') return [id, { id, width: sizes.hub, height: sizes.nodeHeight + 6 }];
      const end = (peer: string) => (unitOf.get(peer) === id ? peer : undefined);
      const touching = drawn.map((place) => ({ place, from: end(edges[place]!.from), to: end(edges[place]!.to) }));
      const has = inside(
        own,
        touching.filter(({ from, to }) => from !== undefined || to !== undefined),
      );
      return [id, { id, width: has.width, height: has.height, inside: has }];
    }),
  );
}

function boxesOf(units: ReadonlyMap<string, Unit>, placed: Layered): ReadonlyMap<string, Box> {
  return new Map(
    [...units].map(([id, { width, height }]) => {
      const { x, y } = placed.nodes.get(id)!;
      return [id, { x: x - width / 2 + sizes.margin, y: y - height / 2 + sizes.margin, width, height }];
    }),
  );
}

function extent(boxes: readonly Box[], points: readonly Point[]): { width: number; height: number } {
  const right = Math.max(0, ...boxes.map(({ x, width }) => x + width), ...points.map(({ x }) => x));
  const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height), ...points.map(({ y }) => y));
  return { width: Math.ceil(right + sizes.margin), height: Math.ceil(bottom + sizes.margin) };
}
