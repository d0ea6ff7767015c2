import type { KubeObject } from '../../../../../lib/render/tree.ts';
import { isObject, markSecrets, plain, type Value, type Values } from './values.ts';

/** What the engine keeps of an object between two runs, in the form of the real provider. */
export interface Checkpoint {
  /** What the program asked for. */
  readonly inputs: Values;
  /** What the API server had made of it. */
  readonly live: Values;
  /** Who owns the fields in the cluster. */
  readonly fieldManager: string;
}

const own = { inputs: '__inputs', fieldManager: '__fieldManager', apiVersion: '__initialApiVersion' } as const;

/** The checkpoint as outputs: the live object's fields and three more. Whatever was secret in the inputs is secret in both. */
export function toOutputs({ inputs, live, fieldManager }: Checkpoint): Values {
  const asked = plain(inputs) as Values;
  return {
    ...markSecrets(plain(live) as Values, inputs),
    [own.inputs]: markSecrets(asked, inputs),
    [own.apiVersion]: asked.apiVersion ?? '',
    [own.fieldManager]: fieldManager,
  };
}

/** Reads outputs again, without marks of secrets. */
export function fromOutputs(outputs: Values): Checkpoint {
  const {
    [own.inputs]: inputs,
    [own.fieldManager]: manager,
    [own.apiVersion]: _,
    ...live
  } = plain(outputs) as Record<string, Value>;
  return {
    inputs: isObject(inputs) ? inputs : {},
    live,
    fieldManager: typeof manager === 'string' ? manager : '',
  };
}

/** Values of a resource as the Kubernetes object that they are. */
export function asObject(values: Values): KubeObject {
  return plain(values) as unknown as KubeObject;
}

/** An object of the API server as values. */
export function asValues(object: object): Values {
  return object as Values;
}

/** `namespace/name`, or `name` of an object without a namespace: how the engine names an object to the provider. */
export function idOf({ metadata: { namespace, name } }: KubeObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
