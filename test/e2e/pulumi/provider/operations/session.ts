import { randomBytes } from 'node:crypto';
import type { KubeObject } from '../../../../../lib/render/tree.ts';
import type { Client } from '../cluster/client.ts';
import type { Watches } from '../cluster/watch.ts';
import type { MutableProps } from '../values/replacements.ts';

/** Settings of a provider, as a program gives them. */
export interface Settings {
  /** Whether an object that is there already is taken over instead of refused. */
  readonly upsertExistingObjects: boolean;
  /** Whether fields that others own are taken over. */
  readonly enablePatchForce: boolean;
  readonly mutable: MutableProps;
}

/** What a provider works with once it is configured. */
export interface Session {
  readonly client: Client;
  readonly watches: Watches;
  readonly settings: Settings;
  /** Ends every wait. */
  readonly cancelled: AbortSignal;
  /** One line to the person at the terminal, at a resource. */
  readonly warn: (urn: string, message: string) => void;
}

/** Reads settings as the engine sends them: texts by name. */
export function readSettings(variables: ReadonlyMap<string, string>): Settings {
  const text = (name: string) => variables.get(`kubernetes:config:${name}`);
  const flag = (name: string) => text(name) === 'true';
  if (text('enableServerSideApply') === 'false') throw new Error('The stand-in knows server-side apply only.');
  if (text('namespace')) throw new Error('The stand-in gives no object a namespace: name it in the object.');
  return {
    upsertExistingObjects: flag('upsertExistingObjects'),
    enablePatchForce: flag('enablePatchForce'),
    mutable: { configMaps: flag('enableConfigMapMutable'), secrets: flag('enableSecretMutable') },
  };
}

/** Whether fields of others are taken over when this object is applied. */
export function isForced({ settings }: Session, object: KubeObject): boolean {
  return settings.enablePatchForce || object.metadata.annotations?.['pulumi.com/patchForce'] === 'true';
}

/** Who owns the fields of a new object: a name of its own, as the real provider gives. */
export function newFieldManager({ metadata }: KubeObject): string {
  const wanted = metadata.annotations?.['pulumi.com/patchFieldManager'];
  return wanted ?? `pulumi-kubernetes-${randomBytes(4).toString('hex')}`;
}

/** Seconds to wait for an object: as the program says, or ten minutes. */
export function patience(timeoutSeconds: number, object: KubeObject): number {
  const annotation = Number(object.metadata.annotations?.['pulumi.com/timeoutSeconds']);
  return timeoutSeconds || annotation || 600;
}
