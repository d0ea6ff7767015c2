/** The documents that rules come from. */
export const podSecurityStandards = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';
export const securityContext = 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/';
