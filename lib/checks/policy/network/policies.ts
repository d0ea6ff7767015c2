import { at, list, record, show, text } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { AddressSet } from '../../traffic/addresses.ts';

const policyDocs = 'https://kubernetes.io/docs/concepts/services-networking/network-policies/';
const kinds = ['NetworkPolicy'];
const sides = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/** An entry of `ingress` or `egress` with the field that it stands in. */
function* rulesOf(object: unknown): Iterable<{ path: string; side: 'from' | 'to'; rule: unknown }> {
  for (const [direction, side] of sides) {
    for (const [index, rule] of list(at(object, 'spec', direction)).entries()) {
      yield { path: `spec.${direction}[${index}]`, side, rule };
    }
  }
}

export const numericPorts = objectRule(
  {
    id: 'network/numeric-ports',
    title: 'Policies give ports by number.',
    why: 'Where no pod has a port of the name, kube-router opens every port.',
    repair: 'Write the number of the pod port.',
    reference: policyDocs,
  },
  kinds,
  function* (entry) {
    for (const { path, rule } of rulesOf(entry.object)) {
      for (const [index, port] of list(at(rule, 'ports')).entries()) {
        const value = at(port, 'port');
        if (typeof value === 'string')
          yield { path: `${path}.ports[${index}].port`, found: show(value), expected: 'a number' };
      }
    }
  },
);

export const portsNamed = objectRule(
  {
    id: 'network/ports-named',
    title: 'Every rule of a policy names its ports.',
    why: 'A rule without ports opens every port, those of debuggers and of tomorrow included.',
    repair: 'List the ports of the connection.',
    reference: policyDocs,
  },
  kinds,
  function* (entry) {
    for (const { path, rule } of rulesOf(entry.object)) {
      const ports = list(at(rule, 'ports'));
      if (ports.length === 0)
        yield { path: `${path}.ports`, found: 'nothing, which is every port', expected: 'a list of ports' };
      for (const [index, port] of ports.entries()) {
        if (at(port, 'port') !== undefined) continue;
        yield { path: `${path}.ports[${index}].port`, found: 'nothing, which is every port', expected: 'a port' };
      }
    }
  },
);

export const peersNamed = objectRule(
  {
    id: 'network/peers-named',
    title: 'Every rule of a policy names who is meant.',
    why: 'A rule without peers, or with every pod of every namespace, means everyone, today and tomorrow.',
    repair: 'Name the peers by namespace and labels, or by their addresses.',
    reference: policyDocs,
  },
  kinds,
  function* (entry) {
    for (const { path, side, rule } of rulesOf(entry.object)) {
      const peers = list(at(rule, side));
      if (peers.length === 0)
        yield { path: `${path}.${side}`, found: 'nothing, which is everyone', expected: 'a list of peers' };
      for (const [index, peer] of peers.entries()) {
        const namespaces = at(peer, 'namespaceSelector');
        if (namespaces === undefined || !isEmpty(namespaces) || !isEmpty(at(peer, 'podSelector'))) continue;
        const found = 'every pod of every namespace';
        yield { path: `${path}.${side}[${index}]`, found, expected: 'pods or namespaces with a label' };
      }
    }
  },
);

function isEmpty(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = record(selector);
  return Object.keys(record(matchLabels)).length === 0 && list(matchExpressions).length === 0;
}

function set(...cidrs: readonly string[]): AddressSet {
  return cidrs.reduce((all, cidr) => all.union(AddressSet.cidr(cidr)!), AddressSet.none);
}

/** Where clusters have their pods, Services and nodes: private and shared ranges, IPv4 and IPv6. */
const insideCidrs = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];
const insideRanges = insideCidrs.map((cidr) => [cidr, set(cidr)] as const);
const inside = set(...insideCidrs);
/** The address at which clouds hand out the node's credentials, and the rest of link-local. */
const metadataAddress = '169.254.169.254/32';
const metadata = set(metadataAddress);

/** The addresses of an ipBlock, undefined if it is not one; those that can't be read are the matter of `traffic/input`. */
function addressesOf(block: unknown): AddressSet | undefined {
  const addresses = AddressSet.cidr(text(at(block, 'cidr')));
  return list(at(block, 'except')).reduce<AddressSet | undefined>((left, except) => {
    const out = AddressSet.cidr(text(except));
    return left !== undefined && out !== undefined ? left.minus(out) : undefined;
  }, addresses);
}

export const internetExceptsCluster = objectRule(
  {
    id: 'network/internet-excepts-cluster',
    title: 'Egress to public addresses leaves out the private ranges, and nobody reaches the metadata address.',
    why: "Engines differ on whether a range covers pods: some let it reach every pod and node, and the node's cloud credentials.",
    repair: `Except ${insideCidrs.slice(0, 4).join(', ')} and ${metadataAddress} from the range (for IPv6, ${insideCidrs[4]}).`,
    reference: policyDocs,
  },
  kinds,
  function* (entry) {
    for (const { path, side, rule } of rulesOf(entry.object)) {
      if (side !== 'to') continue;
      for (const [index, peer] of list(at(rule, 'to')).entries()) {
        const addresses = addressesOf(at(peer, 'ipBlock'));
        if (addresses === undefined) continue;
        const place = `${path}.to[${index}].ipBlock`;
        const isPublic = !addresses.minus(inside).minus(metadata).isEmpty;
        const covered = insideRanges.flatMap(([cidr, range]) => (isPublic && addresses.overlaps(range) ? [cidr] : []));
        if (addresses.overlaps(metadata)) covered.push(metadataAddress);
        if (covered.length === 0) continue;
        const found = `${text(at(peer, 'ipBlock', 'cidr'))} with ${covered.join(', ')} inside`;
        yield { path: place, found, expected: 'public addresses alone' };
      }
    }
  },
);

const reasonAnnotation = 'unifyops.dev/traffic';
const everything = /^(0\.0\.0\.0|::)\/0$/;

export const noOpenEgress = objectRule(
  {
    id: 'network/no-open-egress',
    title: 'No egress goes to every address without a reason that is written down.',
    why: "Open egress 'for now' stays for years, and is the way out for whatever is stolen.",
    repair: `Name the ranges that are called, or say why in the annotation ${reasonAnnotation}.`,
    reference: policyDocs,
  },
  kinds,
  function* (entry) {
    if (text(at(entry.object.metadata.annotations, reasonAnnotation)) !== '') return;
    for (const { path, side, rule } of rulesOf(entry.object)) {
      if (side !== 'to') continue;
      for (const [index, peer] of list(at(rule, 'to')).entries()) {
        const cidr = text(at(peer, 'ipBlock', 'cidr'));
        if (everything.test(cidr))
          yield { path: `${path}.to[${index}].ipBlock.cidr`, found: show(cidr), expected: 'ranges' };
      }
    }
  },
);
