/** What runs of one workload in one environment: an immutable tag, and the digest it had when it was released. */
export interface Release {
  /** Image tag, a commit's SHA or a version. `latest` is for `local` alone. */
  readonly tag: string;
  /**
   * `sha256:` and 64 hexadecimal digits.
   * @default - none; an environment with `images: 'digest'` refuses that
   */
  readonly digest?: string;
}

/** How exactly an environment wants its images named. */
export type ImagePolicy = 'any' | 'tag' | 'digest';

const repository = /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const registry = /^[a-z0-9]+([.-][a-z0-9]+)*(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const tag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const digest = /^sha256:[a-f0-9]{64}$/;

/** What is expected of an image repository without registry and tag, or `undefined` if `text` is one. */
export function repositoryProblem(text: string): string | undefined {
  return repository.test(text)
    ? undefined
    : 'a repository below the registry such as "identity/auth-api", without host, tag or digest';
}

/** What is expected of a registry's host and project, or `undefined` if `text` is one. */
export function registryProblem(text: string): string | undefined {
  return registry.test(text)
    ? undefined
    : 'a host, and a project if it has them, such as "harbor.example.com/unifyops"';
}

/** What is expected of an image tag, or `undefined` if `text` is one. */
export function tagProblem(text: string): string | undefined {
  return tag.test(text) ? undefined : 'letters, digits, ".", "_" and "-", at most 128 characters';
}

/** What is expected of an image digest, or `undefined` if `text` is one. */
export function digestProblem(text: string): string | undefined {
  return digest.test(text) ? undefined : '"sha256:" and 64 hexadecimal digits';
}

/** Whether a tag is moved from image to image: `latest`, or `dev-latest` of an environment. */
export function isMovingTag(text: string): boolean {
  return /(^|[._-])latest$/.test(text);
}

/** `registry.example/identity/auth-api:1f2e3d4@sha256:…`, the reference that a container names. */
export function imageReference(registry: string, repositoryPath: string, { tag, digest }: Release): string {
  return `${registry}/${repositoryPath}:${tag}${digest ? `@${digest}` : ''}`;
}
