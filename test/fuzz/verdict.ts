import { checkTree } from '../../lib/checks/index.ts';
import { readBytes } from '../../lib/checks/read/index.ts';
import { type Connections, solve } from '../../lib/checks/traffic/index.ts';
import { protocols } from '../../lib/checks/traffic/ports.ts';
import { FaultsError } from '../../lib/model/fault.ts';
import type { KubeObject } from '../../lib/render/tree.ts';
import { addresses, portNumbers } from '../checks/traffic/arbitrary.ts';
import { type End, naiveHalf, naivePods } from '../checks/traffic/naive.ts';

/** A file is read whole or refused: what it holds is never passed over in silence, and is judged as the naive evaluator does. */
export function readRightly(bytes: Uint8Array): void {
  const { objects, faults, note } = readBytes('NetworkPolicy.fuzz.yaml', bytes);
  if (faults.some(({ path, found }) => path === '' || found === ''))
    throw new Error('a fault does not say where or what');
  if (objects.length === 0 && faults.length === 0) throw new Error(`silence: ${note}`);
  if (faults.length === 0) judgeRightly(objects);
}

/** Objects are judged or refused with faults; a verdict is the naive evaluator's, for each half and each reading. */
export function judgeRightly(objects: readonly KubeObject[]): void {
  checkTree(new Map(objects.map((object, index) => [`${index}.yaml`, object])));
  if ('polluted' in {}) throw new Error('every object has a new field');
  const connections = solved(objects);
  if (connections === undefined) return;
  // null is absence to the API server, and the naive evaluator takes manifests as they come
  const plain = JSON.parse(JSON.stringify(objects), withoutNull);
  const pods = naivePods(plain);
  for (const [self, other] of pairs(pods)) compare(plain, connections, self, other);
}

function solved(objects: readonly KubeObject[]): Connections | undefined {
  try {
    const connections = solve(objects);
    connections.list();
    connections.as({ reading: 'permissive' }).outside();
    return connections;
  } catch (error) {
    if (error instanceof FaultsError && error.faults.length > 0) return undefined;
    throw error;
  }
}

function withoutNull(this: unknown, _key: string, value: unknown): unknown {
  return value ?? undefined;
}

const mostPairs = 12;

function pairs(pods: readonly End[]): readonly (readonly [End, End])[] {
  const all = pods.flatMap((self) => [...pods, ...addresses].map((other) => [self, other] as const));
  const step = Math.max(1, Math.floor(all.length / mostPairs));
  return all.filter((_, index) => index % step === 0);
}

function compare(objects: readonly KubeObject[], connections: Connections, self: End, other: End): void {
  const idOf = (end: End) => (typeof end === 'string' ? end : end.owner);
  for (const direction of ['ingress', 'egress'] as const) {
    const [from, to] = direction === 'ingress' ? [other, self] : [self, other];
    for (const reading of ['literal', 'strict', 'permissive'] as const) {
      const ports = connections.as({ direction, reading }).allowed(idOf(from), idOf(to));
      for (const protocol of protocols) {
        for (const port of portNumbers) {
          if (ports.has(protocol, port) === naiveHalf(direction, objects, from, to, protocol, port, reading)) continue;
          throw new Error(`${direction}, ${reading}: ${idOf(from)} => ${idOf(to)} : ${protocol} ${port} is disputed`);
        }
      }
    }
  }
}
