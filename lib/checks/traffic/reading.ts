/**
 * How to read what Kubernetes leaves open (an `ipBlock` that covers pods, pods on their node's network):
 * - `literal`: as the API reference says it: an `ipBlock` means no pods, and a pod on its node's network is a pod;
 * - `strict`: only what every network plugin lets through;
 * - `permissive`: whatever some network plugin may let through.
 */
export type Reading = 'literal' | 'strict' | 'permissive';
