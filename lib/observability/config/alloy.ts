import type { Environment } from '../../model/environment/environment-props.ts';
import type { ObservabilitySettings } from '../../model/observability/settings.ts';

/**
 * Alloy's configuration, in its own language: the logs of every pod, under the labels that its metrics have. The level of a JSON
 * line becomes structured metadata, since a label for it would split every stream.
 */
export function alloyConfig({ name, namespace }: Environment, settings: ObservabilitySettings): string {
  const rule = (source: string, target: string) => `  rule {
    source_labels = [${source}]
    separator     = "/"
    target_label  = "${target}"
  }`;
  const label = (key: string) => `"__meta_kubernetes_pod_label_app_kubernetes_io_${key}"`;
  return `discovery.kubernetes "pods" {
  role = "pod"
  namespaces {
    names = ["${namespace}", "${settings.namespace}"]
  }
}

discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
${rule('"__meta_kubernetes_namespace"', 'namespace')}
${rule('"__meta_kubernetes_pod_name"', 'pod')}
${rule('"__meta_kubernetes_pod_container_name"', 'container')}
${rule(label('instance'), 'stack')}
${rule(`${label('instance')}, ${label('name')}`, 'job')}
}

loki.source.kubernetes "pods" {
  targets    = discovery.relabel.pods.output
  forward_to = [loki.process.json.receiver]
}

loki.process "json" {
  forward_to = [loki.write.loki.receiver]
  stage.json {
    expressions = { level = "level", trace_id = "trace_id" }
  }
  stage.structured_metadata {
    values = { level = "", trace_id = "" }
  }
}

loki.write "loki" {
  endpoint {
    url = "http://loki.${settings.namespace}.svc:3100/loki/api/v1/push"
  }
  external_labels = { environment = "${name}" }
}
`;
}
