import { at, isRecord } from '../../json.ts';

/**
 * Lists whose entries the API server finds by a key and not by their place, by the name of the list: `x-kubernetes-list-map-keys`
 * of the API reference. Several keys where lists of one name differ: a container's ports and a Service's.
 */
const listKeys: Readonly<Record<string, readonly (readonly string[])[]>> = {
  containers: [['name']],
  env: [['name']],
  ephemeralContainers: [['name']],
  hostAliases: [['ip']],
  imagePullSecrets: [['name']],
  initContainers: [['name']],
  listeners: [['name']],
  matchConditions: [['name']],
  ports: [
    ['containerPort', 'protocol'],
    ['port', 'protocol'],
  ],
  resourceClaims: [['name']],
  schedulingGates: [['name']],
  secrets: [['name']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  volumeDevices: [['devicePath']],
  volumeMounts: [['mountPath']],
  volumes: [['name']],
  webhooks: [['name']],
};

const defaults: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** Each entry of a list by its key: `8080/TCP`. */
export type Keyed = ReadonlyMap<string, unknown>;

/**
 * Both lists by the key of their entries. Undefined if lists of this name are told apart by place, or if an entry of either has
 * no key or the key of another.
 */
export function keyed(
  name: string,
  a: readonly unknown[],
  b: readonly unknown[],
): { readonly a: Keyed; readonly b: Keyed } | undefined {
  for (const fields of Object.hasOwn(listKeys, name) ? listKeys[name]! : []) {
    const keyedA = byKey(a, fields);
    const keyedB = byKey(b, fields);
    if (keyedA !== undefined && keyedB !== undefined) return { a: keyedA, b: keyedB };
  }
  return undefined;
}

function byKey(list: readonly unknown[], fields: readonly string[]): Keyed | undefined {
  const found = new Map<string, unknown>();
  for (const entry of list) {
    const parts = fields.map((field) => at(entry, field) ?? defaults[field]);
    if (!isRecord(entry) || parts.some((part) => typeof part !== 'string' && typeof part !== 'number'))
      return undefined;
    const key = parts.join('/');
    if (found.has(key)) return undefined;
    found.set(key, entry);
  }
  return found;
}

/** Lists with a key whose order still says something: init containers run one after the other. */
const ordered: ReadonlySet<string> = new Set(['initContainers']);

/** The keys that both lists have, in the order of each, if that order differs and means something. */
export function reordered(
  name: string,
  a: Keyed,
  b: Keyed,
): { readonly a: string[]; readonly b: string[] } | undefined {
  if (!ordered.has(name)) return undefined;
  const before = [...a.keys()].filter((key) => b.has(key));
  const after = [...b.keys()].filter((key) => a.has(key));
  return before.every((key, index) => key === after[index]) ? undefined : { a: before, b: after };
}
