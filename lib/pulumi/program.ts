import { all, getStack, RunError } from '@pulumi/pulumi';
import { FaultsError } from '../model/fault.ts';
import { readManifest } from './argocd/manifest.ts';
import { readPinnedManifest } from './argocd/pinned.ts';
import { buildCluster } from './clusters/index.ts';
import { DeliveryComponent, EnvironmentComponent } from './components.ts';
import { dataIn, leaving } from './delivery/data.ts';
import { deliver } from './delivery/deliver.ts';
import { holderAfter } from './delivery/handover.ts';
import { lastRun } from './delivery/last-run.ts';
import { ownTree } from './delivery/own-tree.ts';
import { below } from './objects/name.ts';
import { prepare } from './prepare.ts';
import { clusterProvider } from './provider.ts';
import { settingsOf } from './settings/of-config.ts';
import { deliveryOf, setting } from './settings/settings.ts';

/** What the program is run for. */
export interface DeployOptions {
  /** Folder of the project, absolute. */
  readonly root: string;
}

/**
 * Brings up the environment that the Pulumi stack is named after: its cluster, and what is delivered to it.
 * @returns the stack's outputs
 * @throws RunError with every fault, a line each, before anything is changed
 */
export async function deploy({ root }: DeployOptions): Promise<Record<string, unknown>> {
  try {
    return await run(root);
  } catch (error) {
    throw error instanceof FaultsError ? new RunError(error.message) : error; // Pulumi shows a RunError without its stack
  }
}

async function run(root: string): Promise<Record<string, unknown>> {
  const settings = settingsOf(getStack());
  const { environment, plan, tree, needs, secrets, missing } = await prepare(root, settings);
  const kind = deliveryOf(settings);
  const before = await lastRun();
  const holder = holderAfter(kind, before.held);
  const installs = kind === 'argocd' && setting(settings, 'installArgocd') !== 'false';
  const manifest = installs ? await readManifest(await readPinnedManifest(root)) : undefined;

  const component = new EnvironmentComponent(environment.name);
  const cluster = await buildCluster(plan, settings, component);
  const provider = clusterProvider(environment.name, cluster, component);
  const delivery = new DeliveryComponent(environment.name, { parent: component, providers: [provider] });
  const { name, namespace } = environment;
  const own = ownTree({ environment: name, namespace, secrets, needs, cloud: cluster.values });
  const rendered = below(tree, name);
  const gone = leaving(before.data, rendered, plan.retired);
  const letGo = await deliver({ environment, settings, tree, manifest, holder, own, leaving: gone }, delivery);
  delivery.close({ kind, holder });
  component.close(cluster.outputs);
  const data = holder === 'pulumi' ? dataIn(rendered) : [];
  return {
    delivery: kind,
    holder,
    // Pulumi writes outputs of a run that failed too: what isn't let go yet must be in the next run's list again
    data: all(letGo.map(({ urn }) => urn)).apply(() => data),
    missingSecrets: missing.map((secret) => secret.name),
    kubeconfig: cluster.kubeconfig,
    ...cluster.outputs,
  };
}
