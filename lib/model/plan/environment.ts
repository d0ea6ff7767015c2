import type { Environment } from '../environment/environment-props.ts';
import type { Report } from './context.ts';
import { reportHosts } from './hosts.ts';

/** Reports what makes an environment unfit for any stack. */
export function reportEnvironment(environment: Environment, report: Report): void {
  reportEnforcement(environment, report);
  reportBounds(environment, report);
  reportNamespace(environment, report);
  reportHosts(environment, report);
  reportIssuer(environment, report);
}

function reportEnforcement({ name, cluster }: Environment, report: Report): void {
  if (cluster.capabilities.enforcesNetworkPolicy) return;
  report({
    owner: `environment ${name}`,
    path: 'cluster.capabilities.enforcesNetworkPolicy',
    found: 'a cluster that accepts NetworkPolicies and enforces none',
    expected: 'one that enforces them, since every stack relies on default deny',
    repair:
      'Switch enforcement on (VPC CNI: enableNetworkPolicy; k3s: remove --disable-network-policy), then say so here.',
  });
}

function reportBounds({ name, replicas: { floor, ceiling } = {} }: Environment, report: Report): void {
  if (floor === undefined || ceiling === undefined || floor <= ceiling) return;
  report({
    owner: `environment ${name}`,
    path: 'replicas.ceiling',
    found: String(ceiling),
    expected: `at least the floor, ${floor}`,
    repair: `Set ceiling to ${floor} or more, or lower the floor.`,
  });
}

/** Default deny and the quota would fall on whatever else lives in the namespace. */
function reportNamespace({ name, namespace, cluster }: Environment, report: Report): void {
  const { dns, scraper, ingress } = cluster.capabilities;
  const foreign = ['default', 'argocd', dns.namespace, scraper.namespace];
  if (ingress.kind !== 'alb') foreign.push(ingress.controller.namespace);
  if (!foreign.includes(namespace) && !namespace.startsWith('kube-')) return;
  report({
    owner: `environment ${name}`,
    path: 'namespace',
    found: `"${namespace}", where others live`,
    expected: 'a namespace for its stacks alone, since default deny falls on all of it',
    repair: `Choose another name, such as "uo-${name}".`,
  });
}

/** A certificate that names an issuer which isn't there is waited for, for ever and without a word. */
function reportIssuer({ name, cluster, tls }: Environment, report: Report): void {
  const { issuer } = cluster.capabilities;
  if (issuer === undefined || tls.kind !== 'cert-manager' || tls.clusterIssuer === issuer) return;
  report({
    owner: `environment ${name}`,
    path: 'tls.clusterIssuer',
    found: `"${tls.clusterIssuer}", which the cluster${cluster.of ? ` of ${cluster.of.environment}` : ''} doesn't have`,
    expected: `its issuer, "${issuer}"`,
    repair: `Name that one; if people made the other there by hand: capabilities: { issuer: '${tls.clusterIssuer}' }.`,
  });
}
