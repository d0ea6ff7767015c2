import type { PanelBuilder as AnyPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as LogsPanel } from '@grafana/grafana-foundation-sdk/logs';
import { DataqueryBuilder as LokiQuery } from '@grafana/grafana-foundation-sdk/loki';
import { DataqueryBuilder as PrometheusQuery } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { DataqueryBuilder as TempoQuery } from '@grafana/grafana-foundation-sdk/tempo';
import { PanelBuilder as TimeseriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { sources } from '../config/grafana.ts';

/** What a panel shows: a query with the text of its legend. */
export interface Query {
  readonly expr: string;
  readonly legend: string;
}

/** Any panel of the SDK. */
export type Panel = Pick<AnyPanel, 'build'>;

const source = (type: string, uid: string) => ({ type, uid });
const metrics = source('prometheus', sources.metrics);
const letters = 'ABCDEFGHIJ';

/** Height of a panel in Grafana's grid. */
const height = 8;

/** Curves over time; `unit` is one of the SDK's units, such as `reqps`. */
export function curves(title: string, description: string, unit: string, queries: readonly Query[], span = 8): Panel {
  const panel = new TimeseriesPanel().title(title).description(description).datasource(metrics).unit(unit);
  panel.height(height).span(span).fillOpacity(8).min(0);
  for (const query of queries.entries()) panel.withTarget(rangeQuery(query));
  return panel;
}

/** One number for each series now. */
export function numbers(title: string, description: string, unit: string, query: Query, span = 4): Panel {
  return new StatPanel()
    .title(title)
    .description(description)
    .datasource(metrics)
    .unit(unit)
    .height(height)
    .span(span)
    .withTarget(rangeQuery([0, query]).instant());
}

/** A table of the labels of each series now. */
export function rows(title: string, description: string, query: Query, span = 12): Panel {
  return new TablePanel()
    .title(title)
    .description(description)
    .datasource(metrics)
    .height(height)
    .span(span)
    .withTarget(rangeQuery([0, query]).instant());
}

/** Lines of logs. */
export function logLines(title: string, description: string, expr: string, span = 12): Panel {
  return new LogsPanel()
    .title(title)
    .description(description)
    .datasource(source('loki', sources.logs))
    .height(height)
    .span(span)
    .withTarget(new LokiQuery().refId('A').expr(expr).queryType('range').datasource(source('loki', sources.logs)));
}

/** Logs as numbers over time. */
export function logCurves(title: string, description: string, { expr, legend }: Query, span = 12): Panel {
  return new TimeseriesPanel()
    .title(title)
    .description(description)
    .datasource(source('loki', sources.logs))
    .height(height)
    .span(span)
    .withTarget(
      new LokiQuery()
        .refId('A')
        .expr(expr)
        .legendFormat(legend)
        .queryType('range')
        .datasource(source('loki', sources.logs)),
    );
}

/** Traces that a TraceQL query finds. */
export function traces(title: string, description: string, query: string, span = 12): Panel {
  return new TablePanel()
    .title(title)
    .description(description)
    .datasource(source('tempo', sources.traces))
    .height(height)
    .span(span)
    .withTarget(
      new TempoQuery()
        .refId('A')
        .queryType('traceql')
        .query(query)
        .limit(20)
        .filters([])
        .datasource(source('tempo', sources.traces)),
    );
}

function rangeQuery([index, { expr, legend }]: readonly [number, Query]): PrometheusQuery {
  return new PrometheusQuery().refId(letters[index]!).expr(expr).legendFormat(legend).datasource(metrics);
}
