import type { KubeObject } from '../../../../lib/render/tree.ts';
import { type Answer, ApiError, type Send } from './connection.ts';
import { groupPath, Kinds } from './kinds.ts';

/** An object as the server stores it. */
export interface StoredObject extends KubeObject {
  readonly metadata: KubeObject['metadata'] & {
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
  };
  // biome-ignore lint/suspicious/noExplicitAny: tests read many kinds, and a typo shows as a failed assertion
  readonly spec: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly status?: any;
}

/** A kind, and a namespace if it has one. */
export interface Place {
  readonly apiVersion: string;
  readonly kind: string;
  /**
   * Namespace.
   * @default - none: a kind without, or all namespaces when listing
   */
  readonly namespace?: string;
}

/** The calls that suites make, by plain HTTPS with JSON. */
export class KubeApi {
  readonly send: Send;
  readonly #kinds: Kinds;

  constructor(send: Send) {
    this.send = send;
    this.#kinds = new Kinds(send);
  }

  /** Server-side apply with strict field validation. */
  async apply(object: KubeObject, fieldManager = 'unifyops-e2e'): Promise<Answer<StoredObject>> {
    const query = `fieldManager=${fieldManager}&fieldValidation=Strict&force=true`;
    const path = `${await this.path(placeOf(object), object.metadata.name)}?${query}`;
    return this.send({ method: 'PATCH', path, body: object, contentType: 'application/apply-patch+yaml' });
  }

  /** Whether the server knows the kind. */
  async serves(apiVersion: string, kind: string): Promise<boolean> {
    return this.#kinds.find(apiVersion, kind).then(
      () => true,
      () => false,
    );
  }

  /** The object, or undefined if there is none. */
  async get(place: Place, name: string): Promise<StoredObject | undefined> {
    return this.#unlessMissing(async () => {
      const answer = await this.send<StoredObject>({ method: 'GET', path: await this.path(place, name) });
      return answer.body;
    });
  }

  /** Every object of a kind, those with the labels `selector` only (`app=x,tier=y`). */
  async list(place: Place, selector = ''): Promise<readonly StoredObject[]> {
    const path = `${await this.path(place)}?labelSelector=${encodeURIComponent(selector)}`;
    return (await this.send<{ readonly items: readonly StoredObject[] }>({ method: 'GET', path })).body.items;
  }

  /** Merges `patch` into an object, or into a subresource such as `scale`. */
  async merge(place: Place, name: string, patch: unknown, subresource = ''): Promise<StoredObject> {
    const path = `${await this.path(place, name)}${subresource && `/${subresource}`}`;
    return (
      await this.send<StoredObject>({ method: 'PATCH', path, body: patch, contentType: 'application/merge-patch+json' })
    ).body;
  }

  /** Deletes an object if it is there. */
  async delete(place: Place, name: string): Promise<void> {
    await this.#unlessMissing(async () => this.send({ method: 'DELETE', path: await this.path(place, name) }));
  }

  /** The path of a kind, or of one object. @throws Error if the server doesn't serve the kind */
  async path({ apiVersion, kind, namespace }: Place, name?: string): Promise<string> {
    const { plural, namespaced } = await this.#kinds.find(apiVersion, kind);
    const parts = [
      groupPath(apiVersion),
      ...(namespaced && namespace !== undefined ? ['namespaces', namespace] : []),
      plural,
    ];
    return [...parts, ...(name === undefined ? [] : [name])].join('/');
  }

  async #unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }
}

/** Where an object lives. */
export function placeOf({ apiVersion, kind, metadata: { namespace } }: KubeObject): Place {
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }) };
}
