import type { InternetProps } from '../stack/reach-props.ts';
import { contains, overlaps, parseCidr, rangeProblem } from '../values/cidr.ts';
import { domainProblem } from '../values/name.ts';
import { owner, type StackContext } from './context.ts';
import type { Peer } from './edge.ts';

/** Ranges that are never "the internet": private, shared, loopback and link-local (the cloud's metadata service is there). */
export const neverPublic = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];
const everything = '0.0.0.0/0';

/** The destination of an internet edge as addresses, or `undefined` after a report. */
export function internetPeer(
  context: StackContext,
  name: string,
  index: number,
  props: InternetProps,
): Peer | undefined {
  const at = { owner: owner(context, name), path: `internet[${index}]` };
  const { clusterCidrs } = context.environment.cluster.capabilities;
  const cidrs = props.cidr === undefined ? (props.cidrs ?? []) : [props.cidr];
  const id = props.name ?? cidrs.join(', ');
  let good = true;
  for (const text of cidrs) {
    const wide = rangeProblem(text);
    const inside = [...clusterCidrs, '169.254.0.0/16'].find((range) => overlaps(parseCidr(text), parseCidr(range)));
    if (!wide && !inside) continue;
    good = false;
    context.report({
      ...at,
      found: `"${text}"`,
      expected: wide ?? `a range outside of the cluster; it overlaps ${inside}`,
      repair: wide
        ? 'Give the ranges of the service that it calls, or its name with anyAddress: true.'
        : 'Pods are reached by edges; give the address ranges outside.',
    });
  }
  if (props.name === undefined) return good ? { kind: 'addresses', id, cidrs, except: [] } : undefined;
  const problem = domainProblem(props.name);
  if (problem) {
    context.report({
      ...at,
      path: `${at.path}.name`,
      found: `"${props.name}"`,
      expected: problem,
      repair: 'Correct the name.',
    });
  }
  if (cidrs.length > 0) return good ? { kind: 'addresses', id, cidrs, except: [] } : undefined;
  if (props.anyAddress) return everyPublicAddress(id, clusterCidrs);
  context.report({
    ...at,
    found: `the name "${props.name}" alone`,
    expected: 'its address ranges, since NetworkPolicy knows no names',
    repair: 'Add cidrs: [...], or anyAddress: true to open the port to every public address.',
  });
  return undefined;
}

/** Every public address, for a name whose owner publishes no ranges. */
export function everyPublicAddress(id: string, clusterCidrs: readonly string[]): Peer {
  return { kind: 'addresses', id, cidrs: [everything], except: exceptions(clusterCidrs) };
}

/** What "every public address" leaves out: the well-known ranges and the cluster's own where those don't cover them. */
function exceptions(clusterCidrs: readonly string[]): readonly string[] {
  const outside = clusterCidrs.filter((text) => {
    const range = parseCidr(text);
    return range.version === 4 && !neverPublic.some((known) => contains(parseCidr(known), range));
  });
  return [...neverPublic, ...outside].sort();
}
