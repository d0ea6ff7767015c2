import { at, type Json, record } from '../../json.ts';
import type { Pod } from '../../tree/index.ts';

/** A `securityContext`, of the pod or of one of its containers. */
export interface Context {
  /** `spec.template.spec.securityContext`. */
  readonly at: string;
  readonly value: Json;
}

/** All security contexts of a pod, its own first. */
export function contextsOf(pod: Pod): readonly Context[] {
  const own = { at: `${pod.specAt}.securityContext`, value: record(pod.spec.securityContext) };
  return [own, ...pod.containers.map((container) => contextOf(container))];
}

/** The security context of a container, empty if it has none. */
export function contextOf(container: { readonly at: string; readonly value: Json }): Context {
  return { at: `${container.at}.securityContext`, value: record(container.value.securityContext) };
}

/** Windows has no capabilities, seccomp or setuid: the API server refuses the fields that other pods must set. */
export function runsOnWindows(pod: Pod): boolean {
  return at(pod.spec, 'os', 'name') === 'windows';
}

/** In a user namespace root is nobody on the node, so the standard lets such pods run as root (since 1.35). */
export function hasUserNamespace(pod: Pod): boolean {
  return pod.spec.hostUsers === false;
}
