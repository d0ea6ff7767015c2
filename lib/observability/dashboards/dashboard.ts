import {
  DashboardBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { sources } from '../config/grafana.ts';
import type { Panel } from './panel.ts';

/** A finished dashboard. */
export interface Dashboard {
  /** Unique inside one Grafana, of at most 40 characters. */
  readonly uid: string;
  /** Whose it is, for whoever reads a fault. */
  readonly owner: string;
  /** What Grafana reads. */
  readonly json: string;
}

/** Panels under one heading. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A choice that a person, or the link of an alert, makes. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  /** PromQL of Grafana's `label_values`. */
  readonly values: string;
}

/** What a dashboard is made of. */
export interface DashboardProps {
  /** Unique inside one Grafana, of at most 40 characters. */
  readonly uid: string;
  /** Whose it is, for whoever reads a fault. */
  readonly owner: string;
  /** What people read. */
  readonly title: string;
  /** What it is found by. */
  readonly tags: readonly string[];
  /** Choices at its top. */
  readonly variables: readonly Variable[];
  /** Rows of panels. */
  readonly sections: readonly Section[];
}

/** A dashboard that Grafana's own schema, through its SDK, gave its form. */
export function dashboard({ uid, owner, title, tags, variables, sections }: DashboardProps): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .tags(['unifyops', ...tags])
    .readonly()
    .refresh('30s')
    .time({ from: 'now-3h', to: 'now' })
    .timezone('browser');
  for (const variable of variables) builder.withVariable(choice(variable));
  for (const { title: heading, panels } of sections) {
    builder.withRow(new RowBuilder(heading));
    for (const panel of panels) builder.withPanel(panel as Parameters<DashboardBuilder['withPanel']>[0]);
  }
  return { uid, owner, json: JSON.stringify(builder.build()) };
}

function choice({ name, label, values }: Variable): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .query(values)
    .datasource({ type: 'prometheus', uid: sources.metrics })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: 'All', value: '$__all' });
}
