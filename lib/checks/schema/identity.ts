import type { KubeObject } from '../../render/tree.ts';
import { at, strings } from '../json.ts';
import { isDnsLabel, isDnsSubdomain, isRfc1035Label } from './formats.ts';
import type { Problem } from './problem.ts';
import { kindEntry } from './store.ts';
import { notAccepted } from './wording.ts';

/** Which names a kind takes. */
interface NameRule {
  readonly accepts: (name: string) => boolean;
  readonly expected: string;
}

const subdomain: NameRule = {
  accepts: isDnsSubdomain,
  expected: 'lower-case letters, digits, "-" and ".", at most 253, a letter or digit at both ends',
};
const label: NameRule = {
  accepts: isDnsLabel,
  expected: 'lower-case letters, digits and "-", at most 63, a letter or digit at both ends',
};
const rfc1035: NameRule = {
  accepts: isRfc1035Label,
  expected: 'lower-case letters, digits and "-", at most 63, a letter first and a letter or digit last',
};
const pathSegment: NameRule = {
  accepts: (name) => name !== '.' && name !== '..' && !/[/%]/.test(name),
  expected: 'a name without "/" and "%"',
};

function upTo(limit: number, reason: string): NameRule {
  return {
    accepts: (name) => name.length <= limit && isDnsSubdomain(name),
    expected: `lower-case letters, digits, "-" and ".", at most ${limit} because ${reason}`,
  };
}

/** By API version and kind; all others take a DNS subdomain. */
const nameRules: Readonly<Record<string, NameRule>> = {
  'apps/v1 StatefulSet': label,
  'batch/v1 CronJob': upTo(52, 'each Job adds 11'),
  'batch/v1 Job': upTo(63, 'the name becomes a label of its pods'),
  'rbac.authorization.k8s.io/v1 ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': pathSegment,
  'rbac.authorization.k8s.io/v1 Role': pathSegment,
  'rbac.authorization.k8s.io/v1 RoleBinding': pathSegment,
  'v1 Namespace': label,
  'v1 Service': rfc1035,
};

const kibibyte = 1024;
const maxAnnotations = 256 * kibibyte;
const maxData = 1024 * kibibyte;

/** What the API server refuses in the name, the scope and the size of an object of a known kind. */
export function identityProblems(object: KubeObject): readonly Problem[] {
  return [nameProblem(object), scopeProblem(object), ...sizeProblems(object)].filter(
    (problem) => problem !== undefined,
  );
}

function nameProblem(object: KubeObject): Problem | undefined {
  const path = 'metadata.name';
  const name = at(object, 'metadata', 'name');
  const rule = nameRules[`${object.apiVersion} ${object.kind}`] ?? subdomain;
  // A name of another type is the schema's fault to report.
  if (name !== undefined && typeof name !== 'string') return undefined;
  if (name === undefined || name === '')
    return { path, found: 'nothing', expected: rule.expected, repair: 'Give it a name.' };
  return rule.accepts(name) ? undefined : { path, ...notAccepted(name, rule.expected), repair: 'Rename it.' };
}

function scopeProblem(object: KubeObject): Problem | undefined {
  const namespace = at(object, 'metadata', 'namespace');
  if (namespace === undefined || kindEntry(object.apiVersion, object.kind)?.namespaced !== false) return undefined;
  const expected = `no namespace, since ${object.kind} belongs to the whole cluster`;
  return { path: 'metadata.namespace', ...notAccepted(namespace, expected), repair: 'Remove it.' };
}

function sizeProblems(object: KubeObject): (Problem | undefined)[] {
  const annotations = strings(at(object, 'metadata', 'annotations'));
  const size = annotations.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return [sizeProblem('metadata.annotations', size, maxAnnotations), sizeProblem('data', dataSize(object), maxData)];
}

/** Bytes of the values in a ConfigMap or Secret; 0 for any other kind. */
function dataSize(object: KubeObject): number {
  switch (`${object.apiVersion} ${object.kind}`) {
    case 'v1 ConfigMap':
      return valueBytes(object.data, 'utf8') + valueBytes(object.binaryData, 'base64');
    case 'v1 Secret':
      return valueBytes(object.stringData, 'utf8') + valueBytes(object.data, 'base64');
    default:
      return 0;
  }
}

function valueBytes(map: unknown, encoding: 'utf8' | 'base64'): number {
  return strings(map).reduce((sum, [, value]) => sum + Buffer.byteLength(value, encoding), 0);
}

function sizeProblem(path: string, size: number, limit: number): Problem | undefined {
  if (size <= limit) return undefined;
  const repair = 'Make it smaller or split it over several objects.';
  return { path, found: `${size} bytes`, expected: `at most ${limit} bytes in all`, repair };
}
