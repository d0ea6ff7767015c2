/** `identity/auth`: how people and files name a stack. */
export function stackId({ domain, name }: { readonly domain: string; readonly name: string }): string {
  return `${domain}/${name}`;
}

/** `identity-auth`: the folder, the Argo CD application and the first part of every object's name. */
export function folderName(stack: { readonly domain: string; readonly name: string }): string {
  return `${stack.domain}-${stack.name}`;
}

/** `identity-auth-api`; a part that has its stack's name isn't said twice: `operations-core-go`. */
export function objectName(stack: { readonly domain: string; readonly name: string }, part: string): string {
  return part === stack.name ? folderName(stack) : `${folderName(stack)}-${part}`;
}

/**
 * Longest name of an object that makes pods: Kubernetes appends up to 11 characters and puts the result into a label of at
 * most 63.
 */
export const nameLimit = 52;

/** Labels that select a part's pods for ever: no version, no release, nothing that a rename of code could move. */
export function selectorLabels(stack: { readonly domain: string; readonly name: string }, part: string) {
  return { 'app.kubernetes.io/instance': folderName(stack), 'app.kubernetes.io/name': part } as const;
}

/** Every label of a part's objects; `tier` becomes the component. */
export function objectLabels(
  stack: { readonly domain: string; readonly name: string },
  part: string,
  tier: string,
  environment: string,
): Readonly<Record<string, string>> {
  return {
    ...selectorLabels(stack, part),
    'app.kubernetes.io/component': tier,
    'app.kubernetes.io/part-of': stack.domain,
    'app.kubernetes.io/managed-by': 'unifyops',
    'unifyops.dev/environment': environment,
  };
}

/** Folder and application of what all stacks of an environment stand on. */
export const platformFolder = 'platform';
