import { load } from 'js-yaml';

/** A tiny reader of NetworkPolicies, which knows Kubernetes alone: `from → to PROTOCOL port`, once for each half. */
export interface Halves {
  /** What the policies of callers allow. */
  readonly egress: ReadonlySet<string>;
  /** What the policies of those who are called allow. */
  readonly ingress: ReadonlySet<string>;
}

// biome-ignore lint/suspicious/noExplicitAny: parsed YAML
type Parsed = any;

/** Reads the edges out of manifests as text. */
export function halvesOf(manifests: Iterable<string>): Halves {
  const objects: readonly Parsed[] = [...manifests].map((text) => load(text));
  const pods = objects.map(podLabels).filter((labels) => labels !== undefined);
  const named = (selector: Parsed) => pods.filter((labels) => matches(selector, labels)).map(podText);
  const policies = objects.filter(
    ({ kind, spec }) => kind === 'NetworkPolicy' && Object.keys(spec.podSelector).length > 0,
  );
  const read = (direction: 'egress' | 'ingress') =>
    new Set(
      policies.flatMap(({ spec }) =>
        named(spec.podSelector).flatMap((self) =>
          (spec[direction] ?? []).flatMap((rule: Parsed) =>
            peersOf(rule[direction === 'egress' ? 'to' : 'from'], named).flatMap((peer) =>
              rule.ports.map(({ port, protocol }: Parsed) =>
                direction === 'egress'
                  ? `${self} → ${peer} ${protocol} ${port}`
                  : `${peer} → ${self} ${protocol} ${port}`,
              ),
            ),
          ),
        ),
      ),
    );
  return { egress: read('egress'), ingress: read('ingress') };
}

/** Pods by their labels, as both sides of a comparison write them. */
export function podText(labels: Readonly<Record<string, string>>): string {
  return `${labels['app.kubernetes.io/instance']}/${labels['app.kubernetes.io/name']}`;
}

/** Pods of another namespace by what selects them. */
export function foreignText(namespace: string, labels: Readonly<Record<string, string>>): string {
  return `${namespace} ${JSON.stringify(labels)}`;
}

/** An address range and what it leaves out. */
export function rangeText(cidr: string, except: readonly string[] = []): string {
  return `${cidr} except ${except.join(', ') || 'nothing'}`;
}

function peersOf(peers: readonly Parsed[], named: (selector: Parsed) => readonly string[]): readonly string[] {
  return peers.flatMap(({ podSelector, namespaceSelector, ipBlock }) => {
    if (ipBlock) return [rangeText(ipBlock.cidr, ipBlock.except)];
    if (!namespaceSelector) return named(podSelector);
    return [foreignText(namespaceSelector.matchLabels['kubernetes.io/metadata.name'], podSelector.matchLabels)];
  });
}

function podLabels({ spec }: Parsed): Readonly<Record<string, string>> | undefined {
  const template = spec?.jobTemplate?.spec?.template ?? spec?.template;
  return template?.spec?.containers ? template.metadata.labels : undefined;
}

function matches({ matchLabels }: Parsed, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}
