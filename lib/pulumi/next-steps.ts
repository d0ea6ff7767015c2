import { at, list, text } from '../checks/json.ts';
import type { Tree } from '../render/tree.ts';
import { secretCommand } from '../synth/secrets-to-make.ts';
import type { Prepared } from './prepare.ts';
import { deliveryOf, type Settings, setting } from './settings/settings.ts';

/** One thing that a person wants to know after a run: what it is, and where it is or how to get it. */
export type NextStep = readonly [what: string, where: string];

/** What a person wants next from an environment: its addresses, the way into its cluster, the dashboards, the Secrets to make. */
export function nextSteps({ environment, tree, missing }: Prepared, settings: Settings): readonly NextStep[] {
  const argocd = 'kubectl --namespace argocd port-forward service/argocd-server 8080:443';
  return [
    ...addressesOf(tree).map((address): NextStep => [isDashboard(address) ? 'dashboards' : 'URL', address]),
    ['kubeconfig', kubeconfigCommand(environment.name, settings)],
    ...(deliveryOf(settings) === 'argocd' ? [['Argo CD', argocd] as const] : []),
    ...missing.map((secret): NextStep => ['missing Secret', secretCommand(environment.namespace, secret)]),
  ];
}

function kubeconfigCommand(environment: string, settings: Settings): string {
  const path = setting(settings, 'kubeconfigPath');
  if (path !== undefined) return `export KUBECONFIG=${path}`;
  return `npx pulumi stack output kubeconfig --show-secrets --stack ${environment} > ${environment}.kubeconfig`;
}

function isDashboard(address: string): boolean {
  return address.startsWith('https://grafana.');
}

/** Every address that a route of the tree serves, sorted. */
function addressesOf(tree: Tree): readonly string[] {
  const found = new Set<string>();
  for (const { kind, spec } of tree.values()) {
    if (kind === 'Ingress') for (const address of ingressAddresses(spec)) found.add(address);
    if (kind === 'HTTPRoute') for (const address of routeAddresses(spec)) found.add(address);
  }
  return [...found].sort();
}

function ingressAddresses(spec: unknown): readonly string[] {
  return list(at(spec, 'rules')).flatMap((rule) =>
    list(at(rule, 'http', 'paths')).map((path) => `https://${text(at(rule, 'host'))}${text(at(path, 'path'))}`),
  );
}

function routeAddresses(spec: unknown): readonly string[] {
  const paths = list(at(spec, 'rules')).flatMap((rule) =>
    list(at(rule, 'matches')).map((match) => text(at(match, 'path', 'value'))),
  );
  return list(at(spec, 'hostnames')).flatMap((host) => paths.map((path) => `https://${text(host)}${path}`));
}
