import type { AddressSet } from './addresses.ts';
import { ClassSet } from './class-set.ts';
import type { Cluster } from './cluster.ts';
import { type HalfOfClass, halfOfClass } from './half-of-class.ts';
import { Partition } from './partition.ts';
import { PodFinder } from './pod-finder.ts';
import { podKinds } from './pod-kinds.ts';
import type { Half } from './policies.ts';
import { PortPool } from './port-pool.ts';
import { PortSet } from './ports.ts';
import { type ByReading, forEachDifferent, mapReadings, type Reading } from './reading.ts';
import { remember } from './remember.ts';
import { type Grant, Rulebook } from './rulebook.ts';
import { numbersOf } from './services.ts';
import type { Pod } from './workloads.ts';

/**
 * The cluster's policies solved for classes of pods. Pods are of one class when no policy, rule or named port tells them apart,
 * so that one answer serves them all.
 */
export class Engine {
  readonly cluster: Cluster;
  readonly rulebook = new Rulebook();
  readonly pool: PortPool = this.rulebook.pool;
  readonly finder: PodFinder;
  /** The class of each pod. */
  readonly classOf: Int32Array;
  /** The pods of each class. */
  readonly members: readonly (readonly number[])[];
  readonly #halves: Readonly<Record<Half, readonly HalfOfClass[]>>;
  /** By class: the policies that select it, as places in the cluster's list. */
  readonly #policies: readonly (readonly number[])[];
  readonly #grants: readonly Readonly<Record<Half, readonly Grant[]>>[];
  /** By peer of the rulebook: its pod classes; undefined for `anyone` and for blocks. */
  readonly #peerClasses: readonly (ByReading<ClassSet> | undefined)[];
  readonly #coversPods: readonly boolean[];
  /** Classes on their node's network. */
  readonly #onNode: readonly number[];
  readonly #namedPorts = new Map<number, number>();

  /** @param podRanges where pods may have their addresses. */
  constructor(cluster: Cluster, podRanges: AddressSet) {
    this.cluster = cluster;
    this.finder = new PodFinder(cluster);
    const selected = cluster.policies.map((policy) => this.finder.find(policy.namespace, policy.pods));
    this.#grants = cluster.policies.map((policy) => this.rulebook.grants(policy));
    const peerPods = this.rulebook.peers.map((peer) =>
      peer.kind === 'pods' ? this.finder.findInEach(peer.namespaces, peer.pods) : undefined,
    );
    const partition = new Partition(podKinds(this.finder.pods, this.rulebook));
    for (const pods of selected) partition.cut(pods);
    for (const pods of peerPods) if (pods !== undefined) forEachDifferent(pods, (each) => partition.cut(each));
    const { of, members } = partition.groups();
    this.classOf = of;
    this.members = members;
    const classesOf = (pods: readonly number[]) => new ClassSet(pods, of, members.length);
    this.#peerClasses = peerPods.map((pods) => pods && mapReadings(pods, classesOf));
    this.#coversPods = this.rulebook.peers.map((peer) => peer.kind === 'block' && peer.addresses.overlaps(podRanges));
    this.#onNode = [...members.keys()].filter((each) => this.example(each).hostNetwork);
    const policiesOfClass = members.map((): number[] => []);
    this.#policies = policiesOfClass;
    selected.forEach((pods, policy) => {
      for (const each of classesOf(pods).classes) policiesOfClass[each]!.push(policy);
    });
    this.#halves = bothHalves((half) =>
      policiesOfClass.map((policies) =>
        halfOfClass(
          policies,
          (policy) => cluster.policies[policy]!.isolates.includes(half),
          (policy) => this.grantsOf(policy, half),
        ),
      ),
    );
  }

  /** What the pods of a class are allowed in one half. */
  half(half: Half, of: number): HalfOfClass {
    return this.#halves[half][of]!;
  }

  /** The policies that isolate a class in one half, as places in the cluster's list. */
  isolating(half: Half, of: number): readonly number[] {
    return this.#policies[of]!.filter((policy) => this.cluster.policies[policy]!.isolates.includes(half));
  }

  /** What one half of a policy, given by its place in the cluster's list, grants to the pods it selects. */
  grantsOf(policy: number, half: Half): readonly Grant[] {
    return this.#grants[policy]![half];
  }

  /** A pod of the class; any stands for all. */
  example(of: number): Pod {
    return this.finder.pods[this.members[of]![0]!]!;
  }

  /** The classes that a reading says policies don't touch. */
  free(reading: Reading): readonly number[] {
    return reading === 'permissive' ? this.#onNode : [];
  }

  /** Whether a class is on its node's network, of which a reading may say that policies don't touch it. */
  isFree(of: number, reading: Reading): boolean {
    return reading === 'permissive' && this.example(of).hostNetwork;
  }

  /** Whether a peer means the pods of a class. */
  means(peer: number, of: number, reading: Reading): boolean {
    if (peer === Rulebook.anyone) return true;
    if (this.#coversPods[peer]!) return reading === 'permissive';
    if (reading === 'strict' && this.example(of).hostNetwork) return false;
    return this.#peerClasses[peer]?.[reading].has(of) ?? false;
  }

  /** Whether a peer means any pod of the tree, read literally. */
  meansSomeone(peer: number): boolean {
    return peer === Rulebook.anyone || (this.#peerClasses[peer]?.literal.classes.length ?? 0) > 0;
  }

  /** Whether a peer is a block of addresses that pods may have. */
  coversPods(peer: number): boolean {
    return this.#coversPods[peer]!;
  }

  /** The classes that a peer means; undefined when it means all of them. */
  meant(peer: number, reading: Reading): readonly number[] | undefined {
    if (peer === Rulebook.anyone || (this.#coversPods[peer]! && reading === 'permissive')) return undefined;
    // The strict reading leaves out those on their node's network, which `means` knows.
    return this.#peerClasses[peer]?.[reading].classes ?? [];
  }

  /** The ports of a grant on the pods of a class, names resolved. */
  portsAt(ports: number, destination: number): number {
    const { fixed, names } = this.rulebook.portLists[ports]!;
    if (names.length === 0) return fixed;
    const key = ports * this.members.length + destination;
    return remember(this.#namedPorts, key, () => {
      const { ports: declared } = this.example(destination);
      const numbers = names.flatMap(({ protocol, name }) =>
        numbersOf(declared, protocol, name).map((number) => PortSet.of(protocol, number)),
      );
      return this.pool.union(fixed, this.pool.id(PortSet.union(numbers)));
    });
  }

  /** What one half alone allows from the pods of one class to those of another, as a number of the pool. */
  allowed(half: Half, from: number, to: number, reading: Reading): number {
    const self = half === 'ingress' ? to : from;
    const other = half === 'ingress' ? from : to;
    const { isolated, grants } = this.half(half, self);
    if (!isolated || this.isFree(self, reading) || this.isFree(other, reading)) return PortPool.all;
    let ports = PortPool.none;
    // By index here and in the other loops of a solve: most run before Node compiles them, and there each step of `for … of` makes an object.
    for (let i = 0; i < grants.length; i++) {
      const grant = grants[i]!;
      if (this.means(grant.peer, other, reading)) ports = this.pool.union(ports, this.portsAt(grant.ports, to));
    }
    return ports;
  }
}

function bothHalves<T>(make: (half: Half) => T): Readonly<Record<Half, T>> {
  return { ingress: make('ingress'), egress: make('egress') };
}
