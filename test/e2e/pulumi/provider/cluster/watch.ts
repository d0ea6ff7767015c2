import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import type { KubeApi, Place, StoredObject } from '../../../harness/api/kube-api.ts';
import { sleep } from '../../../harness/wait.ts';
import type { Client } from './client.ts';

interface Event {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: StoredObject;
}

/** A kind in a namespace as the API server tells it, always newest: one list and one watch, however many ask. */
export class Watched {
  /** Objects by name. */
  readonly objects = new Map<string, StoredObject>();
  /** Resolves when the first list is in. */
  readonly listed: Promise<void>;
  readonly #client: Client;
  readonly #place: Place;
  readonly #agent: Agent;
  readonly #listeners = new Set<() => void>();

  constructor(client: Client, place: Place, agent: Agent) {
    this.#client = client;
    this.#place = place;
    this.#agent = agent;
    this.listed = new Promise((resolve) => void this.#follow(resolve));
  }

  /** Calls `listener` after every change until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lists, watches, and begins again when the server ends the watch or is away for a while. */
  async #follow(listed: () => void): Promise<never> {
    while (true) {
      await this.#listAndWatch(listed).catch(() => sleep(500));
    }
  }

  async #listAndWatch(listed: () => void): Promise<void> {
    const { api } = this.#client;
    const path = await api.path(this.#place);
    const { items, metadata } = (await api.send<List>({ method: 'GET', path })).body;
    const { apiVersion, kind } = this.#place;
    this.objects.clear();
    // Items of a list don't say what they are.
    for (const item of items) this.objects.set(item.metadata.name, { ...item, apiVersion, kind });
    this.#tell();
    listed();
    await this.#watch(`${path}?watch=true&resourceVersion=${metadata.resourceVersion}`);
  }

  #watch(path: string): Promise<void> {
    const { port, authority, token } = this.#client.connection;
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      const options = { host: '127.0.0.1', port, path, headers, agent: this.#agent, ca: authority };
      const outgoing = request(options, (incoming) => {
        const lines = createInterface({ input: incoming });
        lines.on('line', (line) => {
          if (!this.#take(JSON.parse(line) as Event)) outgoing.destroy();
        });
        lines.once('close', resolve);
        // Both tell of a connection that breaks, and an error that nobody hears ends the process.
        for (const part of [lines, incoming]) part.on('error', reject);
      });
      outgoing.once('error', reject);
      outgoing.end();
    });
  }

  /** @returns false if the watch is of no more use */
  #take({ type, object }: Event): boolean {
    if (type === 'ERROR') return false;
    if (type === 'DELETED') this.objects.delete(object.metadata.name);
    else this.objects.set(object.metadata.name, object);
    this.#tell();
    return true;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

interface List {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: Awaited<ReturnType<KubeApi['list']>>;
}

/** Every kind that is watched, each once a namespace. */
export class Watches {
  readonly api: KubeApi;
  readonly #client: Client;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #watched = new Map<string, Watched>();

  constructor(client: Client) {
    this.#client = client;
    this.api = client.api;
  }

  /** The kind in the namespace, watched from now on. */
  of(place: Place): Watched {
    const key = [place.apiVersion, place.kind, place.namespace].join(' ');
    let watched = this.#watched.get(key);
    if (watched === undefined) {
      watched = new Watched(this.#client, place, this.#agent);
      this.#watched.set(key, watched);
    }
    return watched;
  }
}
