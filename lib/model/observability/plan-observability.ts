import type { PlanInput } from '../plan/context.ts';
import type { Edge } from '../plan/edge.ts';
import type { SecretNeed } from '../plan/plan.ts';
import { secretNeeds } from '../plan/secrets.ts';
import type { Part } from './part.ts';
import { partEdges } from './part-edges.ts';
import type { PartContext, PartProps } from './part-props.ts';
import { alertmanager } from './parts/alertmanager.ts';
import { kubeStateMetrics, nodeExporter } from './parts/exporters.ts';
import { grafana } from './parts/grafana.ts';
import { prometheus } from './parts/prometheus.ts';
import { alloy, collector } from './parts/shippers.ts';
import { loki, tempo } from './parts/stores.ts';
import { planPart } from './plan-part.ts';
import { type ObservabilitySettings, observabilityOf } from './settings.ts';
import type { MetricsTarget } from './target.ts';

/** What watches an environment, decided. */
export interface Observability {
  readonly settings: ObservabilitySettings;
  readonly parts: readonly Part[];
  /** Workloads that declare metrics, in the order of their stacks. */
  readonly targets: readonly MetricsTarget[];
  /** Secrets that its pods read. */
  readonly secrets: readonly SecretNeed[];
}

/** What is known of the stacks when their observability is planned. */
export interface Watched {
  readonly targets: readonly MetricsTarget[];
  /** Every connection of the stacks. */
  readonly edges: readonly Edge[];
}

/** What watches the stacks, and the connections that it takes beside theirs; undefined if somebody else watches them. */
export function planObservability(
  { environment, images }: PlanInput,
  { targets, edges: stackEdges }: Watched,
): { readonly observability: Observability; readonly edges: readonly Edge[] } | undefined {
  const settings = observabilityOf(environment);
  if (!settings) return undefined;
  const context: PartContext = { environment, settings, images: images.observability };
  const props = partsOf(context);
  const edges = partEdges(context, props);
  const parts = props.map((part) => planPart(context, part, [...stackEdges, ...edges]));
  return { observability: { settings, parts, targets, secrets: secretsOf(parts) }, edges };
}

/** An Operator brings Prometheus, Alertmanager and the exporters along. */
function partsOf(context: PartContext): readonly PartProps[] {
  const everywhere = [grafana(context), loki(context), tempo(context), alloy(context), collector()];
  if (context.settings.flavour === 'operator') return everywhere;
  return [prometheus(context), alertmanager(context), kubeStateMetrics(context), nodeExporter(context), ...everywhere];
}

function secretsOf(parts: readonly Part[]): readonly SecretNeed[] {
  const files = parts.flatMap(({ secretFiles }) =>
    secretFiles.map(({ secret, key }) => ({ name: secret, keys: [key] })),
  );
  return [...secretNeeds(parts, []), ...files].sort((a, b) => (a.name < b.name ? -1 : 1));
}
