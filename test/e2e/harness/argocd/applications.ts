import type { KubeApi, StoredObject } from '../api/kube-api.ts';
import { waitFor } from '../wait.ts';
import { argocdNamespace } from './settings.ts';

const place = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: argocdNamespace } as const;

/** What to wait for. */
export interface Settled {
  /**
   * Commit that must be synced.
   * @default - any
   */
  readonly revision?: string;
  /** Seconds until it must be so. */
  readonly seconds: number;
  /**
   * Milliseconds between two looks; a look at hundreds of applications is work for the API server.
   * @default 250
   */
  readonly everyMs?: number;
}

/** Argo CD's applications, as its controller reports them. */
export class Applications {
  readonly #api: KubeApi;

  constructor(api: KubeApi) {
    this.#api = api;
  }

  /** Every application. */
  list(): Promise<readonly StoredObject[]> {
    return this.#api.list(place);
  }

  /** One application, or undefined if there is none. */
  get(name: string): Promise<StoredObject | undefined> {
    return this.#api.get(place, name);
  }

  /**
   * Waits until each is Synced and Healthy at the revision and nothing is in progress.
   * @throws Error that tells what keeps each of the others
   */
  async settled(names: readonly string[], { revision, seconds, everyMs = 250 }: Settled): Promise<void> {
    let open: readonly string[] = [];
    await waitFor(
      `${names.length === 1 ? names[0] : `${names.length} applications`} to be Synced and Healthy`,
      { seconds, everyMs },
      async () => {
        const byName = new Map((await this.list()).map((application) => [application.metadata.name, application]));
        open = names.flatMap((name) => problem(name, byName.get(name), revision));
        return open.length === 0 || undefined;
      },
      () => open.slice(0, 6).join('\n'),
    );
  }

  /** Makes Argo CD look at git again now. */
  async refresh(name: string): Promise<void> {
    await this.#api.merge(place, name, { metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } } });
  }
}

/** What keeps an application from being settled; nothing if it is. */
function problem(name: string, application: StoredObject | undefined, revision: string | undefined): readonly string[] {
  if (application === undefined) return [`${name} does not exist.`];
  const { sync = {}, health = {}, operationState = {}, conditions = [], resources = [] } = application.status ?? {};
  const isHere = revision === undefined || sync.revision === revision;
  const isIdle = application.operation === undefined && operationState.phase !== 'Running';
  if (sync.status === 'Synced' && health.status === 'Healthy' && isHere && isIdle) return [];
  const messages = conditions.map(({ message }: { readonly message: string }) => message);
  const parts = resources
    .filter((part: Part) => part.status !== 'Synced' || (part.health?.status ?? 'Healthy') !== 'Healthy')
    .map(
      (part: Part) =>
        `${part.kind} ${part.name}: ${part.status} ${part.health?.status ?? ''} ${part.health?.message ?? ''}`,
    );
  const details = [operationState.phase, operationState.message, ...messages, ...parts.slice(0, 5)].filter(Boolean);
  return [`${name} is ${sync.status} ${health.status} at ${sync.revision}. ${details.join('; ')}`];
}

interface Part {
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly health?: { readonly status: string; readonly message?: string };
}
