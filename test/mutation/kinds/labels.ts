import { Instead, type Kind, type Loose } from '../mutant.ts';

/** The pod template of an object, or undefined. */
export function templateOf({ kind, spec }: Loose): Loose {
  return kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
}

function labelKind(
  name: string,
  labelsOf: (object: Loose) => Loose,
  change: (labels: Loose, label: string) => void,
): Kind {
  return {
    name,
    tells: 'edge',
    *of(object, { pods }) {
      if (pods === undefined) return;
      for (const label of Object.keys(labelsOf(object) ?? {})) {
        yield { at: `label ${label}`, change: (broken) => change(labelsOf(broken), label) };
      }
    },
  };
}

const podLabels = (object: Loose) => templateOf(object)?.metadata.labels;
const serviceSelector = ({ kind, spec }: Loose) => (kind === 'Service' ? spec.selector : undefined);
const controllerSelector = (object: Loose) => (templateOf(object) ? object.spec.selector?.matchLabels : undefined);
/** What a workload says of itself, by which it is known as an end of edges. */
const ownLabels = (object: Loose) => (templateOf(object) ? object.metadata.labels : undefined);

const removed = (labels: Loose, label: string) => void delete labels[label];
const changed = (labels: Loose, label: string) => {
  labels[label] = 'other';
};

/** Labels of pods and of what selects them, and where the pods are. */
export const labelKinds: readonly Kind[] = [
  labelKind('label of pods removed', podLabels, removed),
  labelKind('label of pods changed', podLabels, changed),
  labelKind('label of a workload removed', ownLabels, removed),
  labelKind('label of a workload changed', ownLabels, changed),
  labelKind('label of a Service’s selector removed', serviceSelector, removed),
  labelKind('label of a Service’s selector changed', serviceSelector, changed),
  { ...labelKind('label of a controller’s selector removed', controllerSelector, removed), tells: 'object' },
  { ...labelKind('label of a controller’s selector changed', controllerSelector, changed), tells: 'object' },
  {
    name: 'workload removed',
    tells: 'edge',
    *of(object, { pods }) {
      if (pods !== undefined && templateOf(object)) yield { at: '', change: () => new Instead() };
    },
  },
  {
    name: 'workload in another namespace',
    tells: 'edge',
    *of(object, { pods }) {
      if (pods === undefined || !templateOf(object)) return;
      yield { at: 'metadata.namespace', change: ({ metadata }) => Object.assign(metadata, { namespace: 'elsewhere' }) };
    },
  },
  {
    name: 'pods on the network of their node',
    tells: 'edge',
    *of(object, { pods }) {
      if (pods === undefined || !templateOf(object)) return;
      const change = (broken: Loose) => Object.assign(templateOf(broken).spec, { hostNetwork: true });
      yield { at: 'hostNetwork', change };
    },
  },
];
