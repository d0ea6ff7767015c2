import type { Family } from './addresses.ts';
import { allowedPorts } from './allowed.ts';
import type { Cluster } from './cluster.ts';
import type { Engine } from './engine.ts';
import { findPeer } from './find-peer.ts';
import { edgeConnections, exposedBy } from './list-edge.ts';
import { externalConnections, listedFamilies, workloadSteps } from './list-external.ts';
import { outsideConnections, outsideOfWorkload } from './list-outside.ts';
import { isIsolated, namedWorkloads, workloadConnections } from './list-workloads.ts';
import type { View } from './pairs.ts';
import { byId, type Connection, type Peer, type WorkloadPeer } from './peers.ts';
import type { Half } from './policies.ts';
import type { PortSet } from './ports.ts';
import { type HalfReasons, reasonsOf } from './reasons.ts';
import { type Solved, solvedOf } from './solved.ts';
import type { Step } from './steps.ts';

/** Who can reach whom in a cluster, in one view of it. */
export class Connections {
  /** Every workload of the tree, sorted by id. */
  readonly workloads: readonly WorkloadPeer[];
  readonly view: View;
  readonly #solved: Solved;

  constructor(engine: Engine, view: View) {
    this.view = view;
    this.#solved = solvedOf(engine, view);
    this.workloads = this.#solved.workloads;
  }

  /** What the manifests say. */
  get cluster(): Cluster {
    return this.#solved.engine.cluster;
  }

  /** The same cluster in another view; nothing is solved again. */
  as(view: Partial<View>): Connections {
    return new Connections(this.#solved.engine, { ...this.view, ...view });
  }

  /**
   * The peer that a person means: `ns/name[Kind]`, `ns/name` or `name` of a workload where only one has it, an address, a CIDR, or
   * `{ingress-controller}`.
   * @throws FaultsError when nothing or more than one thing answers to it.
   */
  peer(text: string): Peer {
    return findPeer(this.workloads, text);
  }

  /**
   * The ports that are allowed from one peer to another. For a range of addresses those of all its addresses, and in the permissive
   * reading those of any.
   * @throws FaultsError when a text means no peer or several.
   */
  allowed(from: Peer | string, to: Peer | string): PortSet {
    const source = typeof from === 'string' ? this.peer(from) : from;
    const target = typeof to === 'string' ? this.peer(to) : to;
    return allowedPorts(this.#solved, source, target);
  }

  /**
   * Which policies and rules decide one half of a connection; undefined where that half has no workload of the tree, and so no policies
   * to speak of.
   */
  reasons(half: Half, from: Peer, to: Peer): HalfReasons | undefined {
    const [self, other] = half === 'ingress' ? [to, from] : [from, to];
    return self.kind === 'workload' ? reasonsOf(this.#solved, half, this.#place(self), other) : undefined;
  }

  /** What leads the ingress controller to a workload, each as `Ingress ns/name through Service ns/name`; sorted. */
  exposedBy(workload: WorkloadPeer): readonly string[] {
    return exposedBy(this.#solved, this.#place(workload));
  }

  /** Whether some policy isolates the workload in a half; if none does, that half allows everything. */
  isIsolated(half: Half, workload: WorkloadPeer): boolean {
    return isIsolated(this.#solved, half, this.#place(workload));
  }

  /** The workloads that some rule of an isolated workload means in a half. */
  namedBy(half: Half, workload: WorkloadPeer): readonly WorkloadPeer[] {
    return namedWorkloads(this.#solved, half, this.#place(workload));
  }

  /** What is allowed between a workload and all addresses of a family, in the fewest steps, `No Connections` among them. */
  steps(half: Half, workload: WorkloadPeer, family: Family): readonly Step<PortSet>[] {
    const steps = workloadSteps(this.#solved, half, this.#place(workload), family);
    return steps.map((step) => ({ ...step, value: this.#set(step.value) }));
  }

  /** The families whose addresses `list` has: IPv6 only where a policy names an IPv6 block. */
  get families(): readonly Family[] {
    return listedFamilies(this.#solved);
  }

  /** All that workloads, addresses and the ingress controller are allowed, pods outside of the tree left out; sorted. */
  list(): readonly Connection[] {
    return [...this.listNamed(), ...externalConnections(this.#solved)].sort(byId);
  }

  /** As `list`, without addresses. */
  listNamed(): readonly Connection[] {
    const edges = this.view.direction === 'egress' ? [] : edgeConnections(this.#solved);
    return [...workloadConnections(this.#solved), ...edges].sort(byId);
  }

  /** All that pods outside of the tree are allowed, as far as a rule of a workload names them; sorted. */
  outside(): readonly Connection[] {
    return [...outsideConnections(this.#solved)].sort(byId);
  }

  /** Everyone who may reach the workload: workloads, addresses, the ingress controller, and pods outside of the tree; sorted. */
  into(to: WorkloadPeer | string): readonly Connection[] {
    const target = this.#workload(to);
    const others = this.#others(target).map((from) => ({ from, to: target, ports: this.allowed(from, target) }));
    const outside = outsideOfWorkload(this.#solved, this.#place(target), 'in');
    return [...others.filter(({ ports }) => !ports.isEmpty), ...outside, ...this.#notWorkloads('to', target)].sort(
      byId,
    );
  }

  /** Everyone whom the workload may reach: workloads, addresses, and pods outside of the tree; sorted. */
  outOf(from: WorkloadPeer | string): readonly Connection[] {
    const source = this.#workload(from);
    const others = this.#others(source).map((to) => ({ from: source, to, ports: this.allowed(source, to) }));
    const outside = outsideOfWorkload(this.#solved, this.#place(source), 'out');
    return [...others.filter(({ ports }) => !ports.isEmpty), ...outside, ...this.#notWorkloads('from', source)].sort(
      byId,
    );
  }

  #notWorkloads(end: 'from' | 'to', workload: WorkloadPeer): readonly Connection[] {
    const edges = this.view.direction === 'egress' ? [] : edgeConnections(this.#solved);
    return [...externalConnections(this.#solved), ...edges].filter((connection) => connection[end].id === workload.id);
  }

  #others(workload: WorkloadPeer): readonly WorkloadPeer[] {
    return this.workloads.filter(({ id }) => id !== workload.id);
  }

  #workload(peer: WorkloadPeer | string): WorkloadPeer {
    const found = typeof peer === 'string' ? this.peer(peer) : peer;
    if (found.kind === 'workload') return found;
    throw new RangeError(`${found.id} is no workload of the tree`);
  }

  #place(peer: WorkloadPeer): number {
    return this.#solved.placeOf(peer);
  }

  #set(ports: number): PortSet {
    return this.#solved.engine.pool.set(ports);
  }
}
