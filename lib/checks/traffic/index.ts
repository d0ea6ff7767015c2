/**
 * Traffic: an exact engine for networking.k8s.io/v1 NetworkPolicy over rendered manifests. It knows nothing of the model that made them.
 *
 * ```ts
 * const connections = solve(tree);                       // Tree, or any list of objects; throws FaultsError on bad input
 * connections.allowed('shop/api', 'shop/db[StatefulSet]') // PortSet; its text is 'TCP 5432', 'All Connections', 'No Connections'
 * connections.list()                                      // Connection[] { from, to, ports }: workloads, addresses, {ingress-controller}
 * listText(connections.list())                            // one line each, as np-guard's analyzer prints them
 * connections.into('shop/db')                             // everyone who may reach it, pods outside of the tree too
 * connections.outOf('shop/api')
 * connections.outside()                                   // all connections with pods outside of the tree
 * connections.as({ direction: 'ingress' })                // one half alone; nothing is solved again
 * connections.as({ reading: 'permissive' })               // for a proof that something can't happen; 'strict' that it can
 * connections.allowed(podOutside('monitoring', { app: 'prometheus' }), 'shop/api') // a pod that is not in the tree
 *
 * formatList(connections.list(), 'md')                    // text, json, md, csv, dot; explainedLines(connections) says why, line by line
 * explain(connections, 'shop/api', 'shop/db', portQuestion('5432/TCP')) // answer yes, no or contested; the deciding policies and rules
 * explainText(explanation), explainJson(explanation)
 * formatDiff(diff(before, after), 'md')                   // added, removed, changed, widened on one side only
 * ```
 *
 * Ends of a connection (`Peer`): a workload `ns/name[Kind]`, addresses `a-b[External]`, `{ingress-controller}`, and **pods outside of
 * the tree**, `kube-system/[pod with {k8s-app=kube-dns}]`. The tree is taken as whole for every namespace that it has a workload in: a
 * selector that finds pods there means these alone. A selector that may match other namespaces, or that finds nobody, also means pods
 * outside, and `into`, `outOf` and `outside` name them by it. Nobody reaches a workload who isn't in `into` of the permissive reading, its
 * own node aside, which no policy keeps out. In that reading an `ipBlock` means all pods unless `podRanges` says where pods are, and a
 * namespace without a Namespace object may have any labels.
 *
 * A name in `allowed`, `into` and `outOf` is `ns/name[Kind]`, `ns/name`, or `name` where only one has it; an address or a CIDR too.
 *
 * @module
 */
export type { AddressRange, Family } from './addresses.ts';
export { because } from './because.ts';
export type { Cluster, Namespace } from './cluster.ts';
export { clusterOf } from './cluster.ts';
export { Connections } from './connections.ts';
export { type Change, type Difference, diff } from './diff.ts';
export type { Everyone, Widening } from './diff-halves.ts';
export { type Answer, type Explanation, explain, type HalfExplanation } from './explain.ts';
export { formatDiff, isEmptyDiff } from './formats/diff.ts';
export { explainJson, explainText } from './formats/explain.ts';
export { explainedLines, type Line } from './formats/line.ts';
export { formatList } from './formats/list.ts';
export { type DiffFormat, diffFormats, type ListFormat, listFormats } from './formats/names.ts';
export { connectionText, listText } from './formats/text.ts';
export { certaintyOf, type OutsidePods, podOutside, podsOutside } from './outside.ts';
export type { Direction, View } from './pairs.ts';
export type { Connection, EdgePeer, ExternalPeer, Peer, WorkloadPeer } from './peers.ts';
export type { Half, Policy, Rule } from './policies.ts';
export { type PortQuestion, portQuestion } from './port-question.ts';
export { type PortRange, PortSet, type Protocol } from './ports.ts';
export type { Reading } from './reading.ts';
export type { HalfReasons, RuleReason } from './reasons.ts';
export { type SolveOptions, solve } from './solve.ts';
export type { Workload } from './workloads.ts';
