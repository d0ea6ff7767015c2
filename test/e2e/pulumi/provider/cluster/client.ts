import type { KubeObject } from '../../../../../lib/render/tree.ts';
import { type Answer, ApiError, type ConnectionProps, connect } from '../../../harness/api/connection.ts';
import { KubeApi, type Place, placeOf, type StoredObject } from '../../../harness/api/kube-api.ts';

/** How to write an object. */
export interface WriteProps {
  /** Owns the fields that are written. */
  readonly fieldManager: string;
  /** Whether nothing is stored: the answer tells what would be. */
  readonly dryRun: boolean;
}

/** The calls to an API server that the provider makes. */
export class Client {
  readonly api: KubeApi;
  readonly connection: ConnectionProps;

  constructor(connection: ConnectionProps) {
    this.connection = connection;
    this.api = new KubeApi(connect(connection));
  }

  /** Makes a new object. @throws ApiError, with the reason AlreadyExists if there is one of this name */
  async create(object: KubeObject, props: WriteProps): Promise<Answer<StoredObject>> {
    const path = `${await this.api.path(placeOf(object))}?${query(props)}`;
    return this.api.send({ method: 'POST', path, body: object });
  }

  /**
   * Server-side apply.
   * @param force whether fields are taken over that others own and that differ
   * @throws ApiError, with the reason Conflict if others own what differs
   */
  async apply(object: KubeObject, props: WriteProps, force: boolean): Promise<Answer<StoredObject>> {
    const path = `${await this.api.path(placeOf(object), object.metadata.name)}?${query(props)}&force=${force}`;
    return this.api.send({ method: 'PATCH', path, body: object, contentType: 'application/apply-patch+yaml' });
  }

  /** Asks for an object's end; whatever it owns goes first. @returns whether there was one */
  async delete(place: Place, name: string, propagationPolicy: string): Promise<boolean> {
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy };
    const path = await this.api.path(place, name);
    return this.api.send({ method: 'DELETE', path, body }).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
  }
}

/** Whether the API server has no such object, or no such kind. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** Whether the API server refused for this reason. */
export function isRefused(error: unknown, reason: string): error is ApiError {
  return error instanceof ApiError && error.answer.reason === reason;
}

function query({ fieldManager, dryRun }: WriteProps): string {
  const fixed = `fieldManager=${encodeURIComponent(fieldManager)}&fieldValidation=Warn`;
  return dryRun ? `${fixed}&dryRun=All` : fixed;
}
