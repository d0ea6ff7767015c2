import { ApiObject, type Chart } from 'cdk8s';
import type { ExcusedObject } from '../model/plan/plan.ts';

/** The annotation by which `check` knows that an object is excused from rules, one a line. */
const exceptionsAnnotation = 'unifyops.dev/exceptions';

/** Writes the exceptions of a stack onto its objects. A part that has no object of the kind in this environment needs none. */
export function annotateExceptions(chart: Chart, excused: readonly ExcusedObject[]): void {
  if (excused.length === 0) return;
  const objects = chart.node.findAll().filter((node) => ApiObject.isApiObject(node));
  for (const { kind, part, lines } of excused) {
    for (const object of objects) {
      if (object.kind !== kind || object.metadata.getLabel('app.kubernetes.io/name') !== part) continue;
      object.metadata.addAnnotation(exceptionsAnnotation, lines.join('\n'));
    }
  }
}
