import type { WorkloadProps } from '../stack/workload-props.ts';
import { imageReference, isMovingTag, type Release } from '../values/image.ts';
import { own } from '../values/own.ts';
import { owner, type StackContext, unknownName } from './context.ts';
import { stackId } from './names.ts';

/** The image that a workload runs here and its version. */
export function imageOf(context: StackContext, name: string): { readonly image: string; readonly version: string } {
  const { environment, stack } = context;
  const release = releaseOf(context, name);
  const repository = workloadOf(context, name).image ?? defaultRepository(stack, name);
  return { image: imageReference(environment.registry.host, repository, release), version: release.tag };
}

/** `identity/auth-api`; a workload that has its stack's name isn't said twice. */
function defaultRepository(stack: StackContext['stack'], name: string): string {
  return `${stack.domain}/${name === stack.name ? name : `${stack.name}-${name}`}`;
}

const workloadOf = ({ stack }: StackContext, name: string): WorkloadProps => stack.workloads[name] ?? {};

/** The release of a workload, faults of it reported. Only an environment that takes any image falls back to `latest`. */
function releaseOf(context: StackContext, name: string): Release {
  const { environment, stack, releases, report } = context;
  const id = stackId(stack);
  const at = { owner: owner(context, name), path: `releases/${environment.name}.yaml ${id}.${name}` };
  const release = own(releases[id], name);
  if (!release) {
    if (environment.images !== 'any') {
      report({
        ...at,
        found: 'no release',
        expected: `the ${environment.images === 'digest' ? 'tag and digest' : 'tag'} of its image`,
        repair: `Add it to environments/releases/${environment.name}.yaml, or take the stack out of environments/${environment.name}.ts.`,
      });
    }
    return { tag: 'latest' };
  }
  if (isMovingTag(release.tag) && environment.images !== 'any') {
    report({
      ...at,
      found: `the tag "${release.tag}"`,
      expected: 'a tag that never moves',
      repair: 'Use the commit or the version that was built.',
    });
  }
  if (!release.digest && environment.images === 'digest') {
    report({
      ...at,
      found: 'no digest',
      expected: 'the digest of the image, since this environment demands one',
      repair: 'Add digest: "sha256:…", as the registry shows it for the tag.',
    });
  }
  return release;
}

/** Releases of workloads that no stack has: mistyped, or left over. */
export function reportUnknownReleases(context: StackContext): void {
  const { environment, stack, releases, report } = context;
  const known = Object.keys(stack.workloads);
  for (const name of Object.keys(releases[stackId(stack)] ?? {})) {
    if (known.includes(name)) continue;
    const at = { owner: owner(context), path: `releases/${environment.name}.yaml ${stackId(stack)}.${name}` };
    report(unknownName(at, 'workload', name, known));
  }
}
