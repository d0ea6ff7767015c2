import type { Send } from './connection.ts';

/** How the server serves a kind. */
export interface ServedKind {
  /** Name in paths: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** Looks kinds up in the server's own discovery, once a group. */
export class Kinds {
  readonly #send: Send;
  readonly #groups = new Map<string, Promise<ReadonlyMap<string, ServedKind>>>();

  constructor(send: Send) {
    this.#send = send;
  }

  /** @throws Error if the server doesn't serve the kind */
  async find(apiVersion: string, kind: string): Promise<ServedKind> {
    const found = (await this.#group(apiVersion)).get(kind) ?? (await this.#group(apiVersion, true)).get(kind);
    if (found === undefined) throw new Error(`The API server serves no ${kind} in ${apiVersion}.`);
    return found;
  }

  #group(apiVersion: string, again = false): Promise<ReadonlyMap<string, ServedKind>> {
    let group = again ? undefined : this.#groups.get(apiVersion);
    if (group === undefined) {
      group = this.#discover(apiVersion);
      this.#groups.set(apiVersion, group);
      group.catch(() => this.#groups.delete(apiVersion));
    }
    return group;
  }

  async #discover(apiVersion: string): Promise<ReadonlyMap<string, ServedKind>> {
    const { body } = await this.#send<ResourceList>({ method: 'GET', path: groupPath(apiVersion) });
    const whole = body.resources.filter(({ name }) => !name.includes('/'));
    return new Map(whole.map(({ name, kind, namespaced }) => [kind, { plural: name, namespaced }]));
  }
}

/** `/api/v1` or `/apis/apps/v1`. */
export function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
