import type { Dashboard } from '../../lib/observability/dashboards/dashboard.ts';

/** A query of a panel, and the data source that is asked. */
export interface PanelQuery {
  /** `shop-cart: Rate`. */
  readonly owner: string;
  readonly source: string;
  readonly expr: string;
}

interface Target {
  readonly expr?: string;
  readonly query?: string;
  readonly datasource: { readonly uid: string };
}

/** Every query of a dashboard, with its variables filled in as Grafana does for "All". */
export function panelQueries({ uid, json }: Pick<Dashboard, 'uid' | 'json'>): readonly PanelQuery[] {
  const { panels } = JSON.parse(json) as {
    readonly panels: readonly { readonly title: string; readonly targets?: readonly Target[] }[];
  };
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, query, datasource }) => ({
      owner: `${uid}: ${title}`,
      source: datasource.uid,
      expr: (expr ?? query ?? '').replaceAll(/\$(job|namespace|application)\b/g, '.*'),
    })),
  );
}

/** The choices at the top of a dashboard: the series whose label has the values. */
export function choices({ uid, json }: Pick<Dashboard, 'uid' | 'json'>) {
  const { templating } = JSON.parse(json) as {
    readonly templating?: { readonly list: readonly { readonly name: string; readonly query: string }[] };
  };
  return (templating?.list ?? []).map(({ name, query }) => {
    const [, expr = '', label = ''] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
    return { owner: `${uid}: ${name}`, expr, label };
  });
}
