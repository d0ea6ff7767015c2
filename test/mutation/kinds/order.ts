import { Instead, type Kind, type Loose } from '../mutant.ts';
import { templateOf } from './labels.ts';

const annotation = 'argocd.argoproj.io/sync-wave';
const late = '9';

function orderKind(name: string, isMeant: (object: Loose) => boolean, change: (object: Loose) => unknown): Kind {
  return {
    name,
    tells: 'object',
    *of(object) {
      if (isMeant(object)) yield { at: '', change };
    },
  };
}

/** A kind that moves objects of one sort to another wave; `to` undefined takes the annotation away. */
function waveKind(name: string, isMeant: (object: Loose) => boolean, to: string | undefined): Kind {
  const moves = (object: Loose) => {
    const from = object.metadata.annotations?.[annotation];
    return from !== undefined && from !== (to ?? '0') && isMeant(object);
  };
  return orderKind(name, moves, ({ metadata: { annotations } }) => {
    if (to === undefined) delete annotations[annotation];
    else annotations[annotation] = to;
  });
}

/** A kind that removes what others refer to. */
function removedKind(kind: string): Kind {
  return orderKind(`${kind} that others refer to removed`, is(kind), () => new Instead());
}

const is =
  (...kinds: readonly string[]) =>
  ({ kind }: Loose): boolean =>
    kinds.includes(kind);
const isMigration = is('Job');
const isDatabase = is('StatefulSet');
/** Waves order the objects of one application: those that all stacks share have no pods beside them. */
const isOfStack = ({ metadata }: Loose) => metadata.labels['app.kubernetes.io/instance'] !== undefined;
const isDeny = ({ kind, spec }: Loose) => kind === 'NetworkPolicy' && Object.keys(spec.podSelector).length === 0;

/** What comes before what. */
export const orderKinds: readonly Kind[] = [
  waveKind('migration before its database', isMigration, '-5'),
  waveKind('migration in the wave of its database', isMigration, '0'),
  waveKind('migration in the wave of the applications', isMigration, '2'),
  waveKind('migration after the applications', isMigration, late),
  waveKind('migration without a wave', isMigration, undefined),
  orderKind('migration as a PreSync hook', isMigration, ({ metadata: { annotations } }) => {
    annotations['argocd.argoproj.io/hook'] = 'PreSync';
  }),
  waveKind('database after its migration', isDatabase, late),
  waveKind('pods before everything that they refer to', (object) => templateOf(object) !== undefined, '-20'),
  waveKind('policy after the pods', (object) => object.kind === 'NetworkPolicy' && !isDeny(object), late),
  waveKind('default deny after the rest of its application', isDeny, late),
  waveKind('Service after the pods', ({ kind, spec }) => kind === 'Service' && spec.selector, late),
  waveKind('account after the pods', is('ServiceAccount'), late),
  waveKind('ConfigMap after the pods', is('ConfigMap'), late),
  waveKind('Secret after the pods', (object) => object.kind === 'ExternalSecret' && isOfStack(object), late),
  waveKind('Role after its binding', is('Role'), late),
  waveKind('namespace after its objects', is('Namespace'), late),
  waveKind('wave that is no number', (object) => object.metadata.annotations?.[annotation] !== undefined, 'first'),
  ...['ServiceAccount', 'ConfigMap', 'ExternalSecret', 'Role', 'Namespace'].map(removedKind),
  orderKind('claim of a database on its own, before the database', isDatabase, bareClaims),
  orderKind('claim that nobody mounts', isDatabase, (object) => new Instead(object, ...claimsOf(object, 'spare'))),
];

/** The database with its claims written out as objects of an earlier wave. */
function bareClaims(object: Loose): Instead {
  const claims = claimsOf(object, `${object.metadata.name}-0`);
  const { spec } = templateOf(object);
  for (const { metadata } of object.spec.volumeClaimTemplates) {
    const claimName = `${metadata.name}-${object.metadata.name}-0`;
    spec.volumes = [...(spec.volumes ?? []), { name: metadata.name, persistentVolumeClaim: { claimName } }];
  }
  delete object.spec.volumeClaimTemplates;
  return new Instead(object, ...claims);
}

function claimsOf({ metadata, spec }: Loose, suffix: string): Loose[] {
  return spec.volumeClaimTemplates.map((template: Loose) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: `${template.metadata.name}-${suffix}`,
      namespace: metadata.namespace,
      annotations: { ...metadata.annotations, [annotation]: '-3' },
    },
    spec: template.spec,
  }));
}
