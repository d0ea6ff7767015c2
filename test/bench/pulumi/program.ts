import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secret } from '@pulumi/pulumi';
import { DeliveryComponent } from '../../../lib/pulumi/components.ts';
import { stacksBelow } from '../../../lib/pulumi/delivery/stacks.ts';
import { applyTree } from '../../../lib/pulumi/objects/apply.ts';
import { clusterProvider } from '../../../lib/pulumi/provider.ts';
import { benchTree } from './objects.ts';

/** Registers the objects of the benchmark by the project's own code. @param root folder with `bench.json`: how many, and where */
export default async (root: string): Promise<Record<string, unknown>> => {
  const { count, kubeconfig } = JSON.parse(readFileSync(join(root, 'bench.json'), 'utf8')) as {
    readonly count: number;
    readonly kubeconfig: string;
  };
  const delivery = new DeliveryComponent('bench', {});
  const built = { kubeconfig: secret(readFileSync(kubeconfig, 'utf8')), ready: [], outputs: {} };
  const provider = clusterProvider('bench', built, delivery);
  const parent = new DeliveryComponent('objects', { parent: delivery, providers: [provider] });
  applyTree(benchTree(count, 'bench-pulumi'), { parentOf: stacksBelow(parent) });
  return {};
};
