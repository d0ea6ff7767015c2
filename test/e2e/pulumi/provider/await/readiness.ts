import type { Place, StoredObject } from '../../../harness/api/kube-api.ts';

/** How far an object is. */
export interface Readiness {
  readonly state: 'ready' | 'waiting' | 'failed';
  /** What keeps it, for the error's message. */
  readonly reasons: readonly string[];
}

/** How a kind gets ready. */
export interface Awaiter {
  /**
   * Objects of another kind that decide as well, and how to tell those of one object.
   * @default - none: the object's own status tells all
   */
  readonly beside?: {
    readonly kind: Pick<Place, 'apiVersion' | 'kind'>;
    readonly belongs: (other: StoredObject, object: StoredObject) => boolean;
  };
  /**
   * @param object as the server has it now
   * @param beside those of the other kind that belong to it
   */
  readonly judge: (object: StoredObject, beside: readonly StoredObject[]) => Readiness;
}

/** It is as the program asked. */
export const ready: Readiness = { state: 'ready', reasons: [] };

/** It may still become ready. */
export function waiting(...reasons: readonly string[]): Readiness {
  return { state: 'waiting', reasons };
}

/** It will never become ready. */
export function failed(...reasons: readonly string[]): Readiness {
  return { state: 'failed', reasons };
}

/** A condition of a status. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** The condition of this type, or undefined. */
export function condition({ status }: StoredObject, type: string): Condition | undefined {
  return ((status?.conditions ?? []) as readonly Condition[]).find((candidate) => candidate.type === type);
}

/** Whether the controller has seen the newest version. */
export function isObserved({ metadata, status }: StoredObject): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
}
