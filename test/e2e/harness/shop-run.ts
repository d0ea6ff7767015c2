import type { StoredObject } from './api/kube-api.ts';
import type { Push } from './git/infra-repo.ts';
import { podsOf } from './pods.ts';
import { applicationNames, namespace, type Running, startRunning } from './running.ts';
import { shop, shopPlatform } from './shop.ts';

/** Tiers of the suites' own stack that are released by a tag. */
export const tiers = ['app', 'api', 'service'] as const;

/** One of them. */
export type Tier = (typeof tiers)[number];

/** The suites' own stack, delivered by Argo CD. */
export interface ShopRun extends Running {
  /** Name of its application. */
  readonly application: string;
  /** Releases these tags, and the one that works for every other tier. */
  readonly release: (message: string, tags?: Readonly<Record<string, string>>) => Promise<Push>;
  /** Waits until its application is Synced and Healthy at a commit. */
  readonly settled: (revision: string, seconds: number) => Promise<void>;
  /** Pods of a tier; with a tag, those alone that run it. */
  readonly pods: (tier: Tier, tag?: string) => Promise<readonly StoredObject[]>;
  /** Migrations; with a tag, those alone that run it. */
  readonly migrations: (tag: string) => Promise<readonly StoredObject[]>;
}

/** Starts a cluster and Argo CD and waits until the stack is Synced and Healthy. */
export async function startShop(): Promise<ShopRun> {
  const running = await startRunning();
  const { api } = running.cluster;
  const { applications, repo } = running.argo;
  const application = 'staging-shop-cart';
  const release: ShopRun['release'] = async (message, tags) =>
    running.publish(await shopPlatform(repo.address, tags), message);
  try {
    const { after } = await release('The platform');
    await running.bootstrap(await shopPlatform(repo.address));
    await applications.settled(applicationNames([shop]), { revision: after, seconds: 240 });
  } catch (error) {
    await running.stop();
    throw error;
  }
  return {
    ...running,
    application,
    release,
    settled: (revision, seconds) => applications.settled([application], { revision, seconds }),
    pods: async (tier, tag = '') =>
      (await podsOf(api, shop, tier)).filter((pod) => imageOf(pod.spec).includes(`:${tag}`)),
    migrations: async (tag) =>
      (await api.list({ apiVersion: 'batch/v1', kind: 'Job', namespace })).filter((job) =>
        imageOf(job.spec.template.spec).includes(`:${tag}`),
      ),
  };
}

function imageOf({ containers }: { readonly containers: readonly { readonly image: string }[] }): string {
  return containers[0]!.image;
}
