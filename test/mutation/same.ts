import type { KubeObject, Tree } from '../../lib/render/tree.ts';
import { type End, type NaivePod, naiveHalf, naivePods, selectorMatches } from '../checks/traffic/naive.ts';
import { ends, portsAsked } from './ends.ts';
import { type Loose, type Mutant, mutated } from './mutant.ts';
import { isSameOrder } from './same-order.ts';

/**
 * Why nobody can tell a mutant from the original, or undefined if somebody may. The engine has no say in it: the naive evaluator is
 * asked about each half alone, in each reading, from each pod to each end on each port that the environment knows.
 */
export function proofOfSameness(tree: Tree, mutant: Mutant): string | undefined {
  const [after, ...others] = mutant.objects;
  const before = tree.get(mutant.file)!;
  if (after === undefined || others.length > 0) return undefined;
  if (isSameOrder(tree, mutant.file, before, after)) return 'the same objects come before and after';
  const label = changedLabel(before, after);
  if (label !== undefined) return isAskedFor(tree, label) ? undefined : 'no selector asks for the label';
  const [old, now] = [tree, mutated(tree, mutant)].map((each) => [...each.values()]) as [KubeObject[], KubeObject[]];
  if (before.kind === 'NetworkPolicy')
    return haveSameHalves(old, now, [before, after]) ? 'both halves stay as they are' : undefined;
  return isSameSelection(old, before, after) ? 'the same pods are selected' : undefined;
}

/** The label in which two objects, or their pods, differ, if they do in nothing else. */
function changedLabel(before: Loose, after: Loose): string | undefined {
  const [was, is] = [before, after].map((object) => ({ ...labelsIn(object) }));
  if (withoutLabels(before) !== withoutLabels(after)) return undefined;
  return [...Object.keys(was!)].find((place) => was![place] !== is![place])?.split(' ')[1];
}

function labelsIn(object: Loose): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  JSON.stringify(object, (key, value) => {
    if (key === 'metadata')
      for (const [name, text] of Object.entries(value.labels ?? {}))
        labels[`${Object.keys(value)} ${name}`] = String(text);
    return value;
  });
  return labels;
}

function withoutLabels(object: Loose): string {
  return JSON.stringify(object, (key, value) => (key === 'metadata' ? { ...value, labels: undefined } : value));
}

/** Whether any object names the label anywhere but among its own labels. */
function isAskedFor(tree: Tree, label: string): boolean {
  return [...tree.values()].some((object) => withoutLabels(object).includes(label));
}

/** Whether a Service or a controller differs in its selector alone, and selects the same pods with both. */
function isSameSelection(objects: readonly KubeObject[], before: Loose, after: Loose): boolean {
  const rest = (object: Loose) => JSON.stringify({ ...object, spec: { ...object.spec, selector: undefined } });
  if (rest(before) !== rest(after)) return false;
  const selected = ({ kind, metadata: { namespace }, spec: { selector } }: Loose) =>
    naivePods(objects)
      .filter((pod) => pod.namespace === namespace)
      .filter(({ labels }) => selectorMatches(kind === 'Service' ? { matchLabels: selector } : selector, labels))
      .map(({ owner }) => owner);
  return JSON.stringify(selected(before)) === JSON.stringify(selected(after));
}

/** Whether all pods that a policy speaks of, before or after, may do in each half alone what they could. */
function haveSameHalves(old: KubeObject[], now: KubeObject[], policies: readonly Loose[]): boolean {
  const speaksOf = ({ namespace, labels }: NaivePod) =>
    policies.some(
      ({ metadata, spec }) => metadata.namespace === namespace && selectorMatches(spec.podSelector, labels),
    );
  const pods = naivePods(old);
  const asked = portsAsked([...old, ...now]);
  const others = ends([...old, ...now]);
  const [rulesBefore, rulesAfter] = [old, now].map((objects) =>
    objects.filter(({ kind }) => kind === 'NetworkPolicy' || kind === 'Namespace'),
  ) as [KubeObject[], KubeObject[]];
  const alike = (half: 'ingress' | 'egress', self: NaivePod, other: End) => {
    const [from, to] = half === 'ingress' ? [other, self] : [self, other];
    return (['strict', 'permissive'] as const).every((reading) =>
      asked.every(
        ([protocol, port]) =>
          naiveHalf(half, rulesBefore, from, to, protocol, port, reading) ===
          naiveHalf(half, rulesAfter, from, to, protocol, port, reading),
      ),
    );
  };
  return pods
    .filter(speaksOf)
    .every((self) => others.every((other) => alike('ingress', self, other) && alike('egress', self, other)));
}
