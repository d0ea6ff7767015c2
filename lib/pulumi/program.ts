import { Config, getStack } from '@pulumi/pulumi';
import { synthesize } from '../synth/index.ts';
import { buildCluster } from './clusters/index.ts';
import { DeliveryComponent, EnvironmentComponent } from './components.ts';
import { deliverByPulumi } from './delivery/pulumi.ts';
import { below } from './objects/name.ts';
import { clusterProvider } from './provider.ts';

/** What the program is run for. */
export interface DeployOptions {
  /** Folder of the project, absolute. */
  readonly root: string;
}

/**
 * Brings up the environment that the Pulumi stack is named after: its cluster, and what is delivered to it.
 * @returns the stack's outputs
 */
export async function deploy({ root }: DeployOptions): Promise<Record<string, unknown>> {
  const config = new Config('unifyops');
  const { plans, tree } = await synthesize({ root, environments: [getStack()] });
  const { environment } = plans[0]!;
  const component = new EnvironmentComponent(environment.name);
  const cluster = await buildCluster(environment, config, component);
  const provider = clusterProvider(environment.name, cluster, component);
  const delivery = new DeliveryComponent('pulumi', { parent: component, providers: [provider] });
  const objects = below(tree, environment.name);
  deliverByPulumi(objects, delivery, 'kept');
  delivery.close({ objects: objects.size });
  component.close({ ...cluster.outputs });
  return { delivery: 'pulumi', objects: objects.size };
}
