/** What a synth renders, and so what it may remove: every environment, or the named ones alone. */
export type Scope = 'all' | readonly string[];

/** The folder with Argo CD's own objects, one set an environment: `argocd/AppProject.dev.yaml`. */
const ARGOCD_FOLDER = 'argocd';
const ENVIRONMENT_IN_NAME = /\.([^./]+)\.yaml$/;

/** Whether a path belongs to the scope: `dev/**` and `argocd/*.dev.yaml` belong to `['dev']`. */
export function isInScope(path: string, scope: Scope): boolean {
  if (scope === 'all') return true;
  const top = path.slice(0, Math.max(0, path.indexOf('/')));
  if (top !== ARGOCD_FOLDER) return scope.includes(top);
  const environment = ENVIRONMENT_IN_NAME.exec(path)?.[1];
  return environment !== undefined && scope.includes(environment);
}

/** Whether a top-level folder can hold files of the scope: the others need not be looked at. */
export function canHoldScope(topLevel: string, scope: Scope): boolean {
  return scope === 'all' || topLevel === ARGOCD_FOLDER || scope.includes(topLevel);
}
