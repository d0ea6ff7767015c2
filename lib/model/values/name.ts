/** Names that Kubernetes accepts, by the rule that each kind of name follows. */

const label = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const domain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const environmentVariable = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * What is expected of a name that becomes a Service, Pod or label value (RFC 1035 label, at most `limit` characters),
 * or `undefined` if `text` is one.
 */
export function labelProblem(text: string, limit = 63): string | undefined {
  if (label.test(text) && text.length <= limit) return undefined;
  return `lower-case letters, digits and "-", starting with a letter, at most ${limit} characters`;
}

/** What is expected of a port's name (as a label of at most 15 characters, without "--"), or `undefined` if `text` is one. */
export function portNameProblem(text: string): string | undefined {
  return labelProblem(text, 15) ?? (text.includes('--') ? 'a name without "--"' : undefined);
}

/** What is expected of a key inside a Secret, or `undefined` if `text` is one. */
export function secretKeyProblem(text: string): string | undefined {
  return /^[-._A-Za-z0-9]{1,253}$/.test(text) ? undefined : 'letters, digits, "-", "_" and "."';
}

/** What is expected of a DNS name (RFC 1123 subdomain, no wildcard), or `undefined` if `text` is one. */
export function domainProblem(text: string): string | undefined {
  return domain.test(text) && text.length <= 253 ? undefined : 'a DNS name such as "dev.example.com"';
}

/** What is expected of a metric's name in Prometheus, or `undefined` if `text` is one. */
export function metricProblem(text: string): string | undefined {
  return /^[A-Za-z_:][A-Za-z0-9_:]*$/.test(text)
    ? undefined
    : 'letters, digits, "_" and ":", not starting with a digit';
}

/** What is expected of an environment variable's name, or `undefined` if `text` is one. */
export function environmentVariableProblem(text: string): string | undefined {
  return environmentVariable.test(text) ? undefined : 'letters, digits and "_", not starting with a digit';
}

/** What is expected of a stack's id, or `undefined` if `text` is one. */
export function stackIdProblem(text: string): string | undefined {
  const parts = text.split('/');
  return parts.length === 2 && parts.every((part) => label.test(part)) ? undefined : 'a stack such as "identity/auth"';
}

/** What is expected of the id of a rule of `check`, or `undefined` if `text` is one. */
export function ruleIdProblem(text: string): string | undefined {
  return /^[a-z]+\/[a-z-]+$/.test(text) ? undefined : 'the id of a rule such as "pod/host-path"';
}
