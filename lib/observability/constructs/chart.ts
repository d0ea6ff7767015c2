import { App, Chart } from 'cdk8s';
import { externalSecret } from '../../constructs/external-secret.ts';
import { SharedGateway } from '../../constructs/platform/gateway.ts';
import { closedNamespace } from '../../constructs/platform/namespace.ts';
import type { Environment } from '../../model/environment/environment-props.ts';
import { observabilityFolder } from '../../model/observability/peers.ts';
import type { Observability } from '../../model/observability/plan-observability.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { sizesOf } from '../../model/plan/sizing.ts';
import { wave } from '../../model/plan/waves.ts';
import { foldersOf } from '../config/folders.ts';
import { nodesNamespaceException } from './exceptions.ts';
import { monitors } from './monitors.ts';
import { PartConstruct } from './part.ts';
import { Places } from './places.ts';
import { quotaOf } from './quota.ts';
import { PartRights } from './rights.ts';

/** Folder of node-exporter, which has a namespace of its own. */
const nodesFolder = `${observabilityFolder}-nodes`;

/** The charts that watch an environment, by folder: none if somebody else does. */
export function observabilityCharts(plan: Plan): readonly { readonly folder: string; readonly chart: Chart }[] {
  const { observability, environment } = plan;
  if (!observability) return [];
  const { namespace, nodesNamespace } = observability.settings;
  const onNodes = observability.parts.filter((part) => part.namespace === nodesNamespace);
  const charts = [{ folder: observabilityFolder, chart: mainChart(plan, observability, namespace) }];
  if (onNodes.length === 0) return charts;
  const chart = new Chart(new App(), nodesFolder, { namespace: nodesNamespace });
  closedNamespace(chart, {
    ...closed(environment),
    name: nodesNamespace,
    quota: quotaOf(onNodes),
    podSecurity: 'privileged',
    annotations: nodesNamespaceException,
  });
  for (const part of onNodes) new PartConstruct(chart, part.name, part, unregistered(environment), []);
  return [...charts, { folder: nodesFolder, chart }];
}

function mainChart(plan: Plan, { settings, parts, secrets }: Observability, namespace: string): Chart {
  const { environment } = plan;
  const chart = new Chart(new App(), observabilityFolder, { namespace });
  const own = parts.filter((part) => part.namespace === namespace);
  closedNamespace(chart, { ...closed(environment), name: namespace, quota: quotaOf(own) });
  const { capabilities } = environment.cluster;
  if (capabilities.secrets.kind === 'external-secrets') {
    for (const need of secrets) {
      externalSecret(chart, {
        ...need,
        labels: labelsOf(environment),
        store: capabilities.secrets.store,
        prefix: `${environment.name}/${observabilityFolder}`,
        wave: wave.support,
      });
    }
  }
  if (capabilities.ingress.kind === 'gateway') {
    new SharedGateway(chart, 'gateway', environment, capabilities.ingress, labelsOf(environment), settings.host);
  }
  const places = new Places(chart);
  const folders = foldersOf(plan);
  for (const part of own) {
    new PartConstruct(chart, part.name, part, unregistered(environment), folders.get(part.name) ?? []);
    new PartRights(chart, `${part.name}-rights`, part, places);
  }
  if (settings.flavour === 'operator') monitors(chart, plan);
  return chart;
}

function labelsOf({ name }: Environment) {
  return { 'app.kubernetes.io/managed-by': 'unifyops', 'unifyops.dev/environment': name };
}

function closed(environment: Environment) {
  return {
    labels: labelsOf(environment),
    images: environment.images,
    defaults: sizesOf(environment).small,
    limitsName: observabilityFolder,
  };
}

/** The parts come from public registries: the environment's pull secret is not in their namespace. */
function unregistered(environment: Environment): Environment {
  return { ...environment, registry: { host: environment.registry.host } };
}
