import { field } from '../../json.ts';
import { objectRule } from '../../rule.ts';
import { selectingKinds, selectorsIn } from './places.ts';

/** Labels whose value changes from release to release or from pod set to pod set. */
const moving: ReadonlySet<string> = new Set([
  'app.kubernetes.io/version',
  'chart',
  'controller-revision-hash',
  'helm.sh/chart',
  'pod-template-hash',
  'version',
]);

export const stable = objectRule(
  {
    id: 'selectors/no-version',
    title: 'No selector names a version.',
    why: "A Deployment's selector can never change, and a Service or policy that names a version loses its pods in the next rollout.",
    repair: 'Remove the label from the selector; it may stay on the pods.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
  },
  selectingKinds,
  function* (entry) {
    for (const selector of selectorsIn(entry)) {
      for (const key of Object.keys(selector.keys)) {
        if (moving.has(key))
          yield { path: field(selector.at, key), found: key, expected: 'labels that stay from release to release' };
      }
    }
  },
);
