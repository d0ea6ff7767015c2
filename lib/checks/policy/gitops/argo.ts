import { at, strings } from '../../json.ts';
import { type Entry, perEnvironment } from '../../tree/index.ts';

/** True if Argo CD has to do with the objects of an environment: it is named by an annotation or by an object of its own. */
export const usesArgo = perEnvironment((environment) =>
  environment.entries.some(
    (entry) =>
      entry.group === 'argoproj.io' ||
      strings(entry.object.metadata.annotations).some(([key]) => key.startsWith('argocd.argoproj.io/')),
  ),
);

/** The spec of the Application in an Application or an ApplicationSet, and where it stands. */
export function applicationSpec(object: { readonly kind: string }): { readonly at: string; readonly value: unknown } {
  const path = object.kind === 'ApplicationSet' ? ['spec', 'template', 'spec'] : ['spec'];
  return { at: path.join('.'), value: at(object, ...path) };
}

/** The kinds that {@link applicationSpec} reads. */
export const applicationKinds = ['Application', 'ApplicationSet'];

/**
 * True for the application that brings in Argo CD's own objects, itself applied by hand: it lives before there is a project,
 * and has no hooks that a foreign commit could run again.
 */
export function isRoot(entry: Entry): boolean {
  return entry.kind === 'Application' && at(entry.object, 'spec', 'destination', 'namespace') === entry.namespace;
}
