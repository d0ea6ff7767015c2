/**
 * A second evaluator, written from the Kubernetes API reference (NetworkPolicySpec, LabelSelector, IPBlock) and as plain as can be: one
 * pair of ends, one protocol, one port at a time, on the raw objects, each question answered from the beginning. It shares no code
 * with the engine and exists to disagree with it.
 */
// biome-ignore lint/suspicious/noExplicitAny: raw manifests, read as they come
type Raw = any;

/** A pod as the reference speaks of it. */
export interface NaivePod {
  readonly owner: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly spec: Raw;
}

/** A pod, or the address of something that is none. */
export type End = NaivePod | string;

export type NaiveReading = 'literal' | 'strict' | 'permissive';

const groups: Readonly<Record<string, string>> = {
  ...{ CronJob: 'batch', DaemonSet: 'apps', Deployment: 'apps', Job: 'batch', Pod: '', ReplicaSet: 'apps' },
  ...{ StatefulSet: 'apps', Namespace: '', NetworkPolicy: 'networking.k8s.io' },
};

/** Whether Kubernetes means something by it: another group may have a kind of the same name. */
const isKnown = ({ apiVersion, kind }: Raw) =>
  Object.hasOwn(groups, kind) && String(apiVersion).split('/').slice(0, -1).join('/') === groups[kind];

const isWorkload = (object: Raw) => isKnown(object) && !['Namespace', 'NetworkPolicy'].includes(object.kind);

/** The pods of the workloads, one for each. */
export function naivePods(objects: readonly Raw[]): NaivePod[] {
  const pods: NaivePod[] = [];
  for (const object of objects) {
    const namespace = object.metadata.namespace || 'default';
    const owner = `${namespace}/${object.metadata.name}[${object.kind}]`;
    if (!isWorkload(object)) continue;
    const ofCronJob = object.kind === 'CronJob' ? object.spec?.jobTemplate?.spec?.template : object.spec?.template;
    const template = object.kind === 'Pod' ? object : ofCronJob;
    pods.push({ owner, namespace, labels: template?.metadata?.labels ?? {}, spec: template?.spec ?? {} });
  }
  return pods;
}

/** Whether the policies allow a connection: out of `from`, and into `to`. */
export function naiveAllows(
  objects: readonly Raw[],
  from: End,
  to: End,
  protocol: string,
  port: number,
  reading: NaiveReading,
): boolean {
  return (
    naiveHalf('egress', objects, from, to, protocol, port, reading) &&
    naiveHalf('ingress', objects, from, to, protocol, port, reading)
  );
}

/** Whether one half of it is allowed. */
export function naiveHalf(
  half: 'ingress' | 'egress',
  objects: readonly Raw[],
  from: End,
  to: End,
  protocol: string,
  port: number,
  reading: NaiveReading,
): boolean {
  const self = half === 'ingress' ? to : from;
  const other = half === 'ingress' ? from : to;
  if (typeof self === 'string') return true; // policies select pods only
  const onNode = self.spec.hostNetwork === true || (typeof other !== 'string' && other.spec.hostNetwork === true);
  if (reading === 'permissive' && onNode) return true;
  let isolated = false;
  for (const policy of objects) {
    if (policy.kind !== 'NetworkPolicy' || !isKnown(policy)) continue;
    if ((policy.metadata.namespace || 'default') !== self.namespace) continue;
    const spec = policy.spec ?? {};
    if (!selectorMatches(spec.podSelector ?? {}, self.labels)) continue;
    if (!applies(spec, half)) continue;
    isolated = true;
    for (const rule of spec[half] ?? []) {
      const peers = (half === 'ingress' ? rule.from : rule.to) ?? [];
      const peerFits =
        peers.length === 0 || peers.some((peer: Raw) => peerMatches(objects, policy, peer, other, reading));
      const ports = rule.ports ?? [];
      const portFits = ports.length === 0 || ports.some((each: Raw) => portMatches(each, to, protocol, port));
      if (peerFits && portFits) return true; // rules only ever add
    }
  }
  return !isolated;
}

function applies(spec: Raw, half: string): boolean {
  const types = spec.policyTypes ?? [];
  if (types.length > 0) return types.includes(half === 'ingress' ? 'Ingress' : 'Egress');
  return half === 'ingress' || (spec.egress ?? []).length > 0;
}

function peerMatches(objects: readonly Raw[], policy: Raw, peer: Raw, other: End, reading: NaiveReading): boolean {
  if (peer.ipBlock) {
    if (typeof other !== 'string') return reading === 'permissive';
    return (
      inBlock(other, peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some((except: string) => inBlock(other, except))
    );
  }
  if (typeof other === 'string') return false;
  if (reading === 'strict' && other.spec.hostNetwork === true) return false;
  if (peer.podSelector && !selectorMatches(peer.podSelector, other.labels)) return false;
  if (!peer.namespaceSelector) return other.namespace === (policy.metadata.namespace || 'default');
  const namespace = objects.find(
    (object) => object.kind === 'Namespace' && isKnown(object) && object.metadata.name === other.namespace,
  );
  const known = { ...namespace?.metadata.labels, 'kubernetes.io/metadata.name': other.namespace };
  if (namespace || reading === 'literal') return selectorMatches(peer.namespaceSelector, known);
  // Its labels are not known: all that they may be, tried one by one.
  const possible = labelings(peer.namespaceSelector).map((labels) =>
    selectorMatches(peer.namespaceSelector, { ...labels, ...known }),
  );
  return reading === 'strict' ? possible.every(Boolean) : possible.some(Boolean);
}

/** Every way to carry or not to carry the labels that a selector names, with the values it names or another. */
function labelings(selector: Raw): Record<string, string>[] {
  const conditions = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({ key, values: [value] })),
    ...(selector.matchExpressions ?? []),
  ];
  let all: Record<string, string>[] = [{}];
  for (const key of new Set<string>(conditions.map((condition) => condition.key))) {
    const values: string[] = conditions
      .filter((condition) => condition.key === key)
      .flatMap((condition) => condition.values ?? []);
    all = all.flatMap((labels) => [
      labels,
      ...[...values, 'something-else'].map((value) => ({ ...labels, [key]: value })),
    ]);
  }
  return all;
}

function portMatches(each: Raw, destination: End, protocol: string, port: number): boolean {
  if ((each.protocol ?? 'TCP') !== protocol) return false;
  if (each.port === undefined) return true;
  if (typeof each.port === 'number') return port >= each.port && port <= (each.endPort ?? each.port);
  if (typeof destination === 'string') return false;
  const sidecars = (destination.spec.initContainers ?? []).filter(
    (container: Raw) => container.restartPolicy === 'Always',
  );
  const declared = [...(destination.spec.containers ?? []), ...sidecars].flatMap(
    (container: Raw) => container.ports ?? [],
  );
  return declared.some(
    (one: Raw) => one.name === each.port && (one.protocol ?? 'TCP') === protocol && one.containerPort === port,
  );
}

/** Whether a label selector fits labels. */
export function selectorMatches(selector: Raw, labels: Record<string, string>): boolean {
  const has = (key: string) => Object.hasOwn(labels, key);
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) if (labels[key] !== value) return false;
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    if (operator === 'In' && !(has(key) && values.includes(labels[key]))) return false;
    if (operator === 'NotIn' && has(key) && values.includes(labels[key])) return false;
    if (operator === 'Exists' && !has(key)) return false;
    if (operator === 'DoesNotExist' && has(key)) return false;
  }
  return true;
}

function inBlock(address: string, cidr: string): boolean {
  const [base, mask] = cidr.split('/') as [string, string];
  const [left, right] = [bitsOf(address), bitsOf(base)];
  return left.length === right.length && left.slice(0, Number(mask)) === right.slice(0, Number(mask));
}

/** `10.0.0.1` or `2001:db8::1` in ones and zeros. */
function bitsOf(address: string): string {
  if (address.includes('.'))
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [head, tail] = address.split('::') as [string, string | undefined];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
