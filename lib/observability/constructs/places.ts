import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** Charts by namespace: a chart gives its namespace to all that is in it, and what has none needs a chart without. */
export class Places {
  readonly #scope: Construct;
  readonly #charts = new Map<string, Chart>();

  constructor(scope: Construct) {
    this.#scope = scope;
  }

  /** The chart of a namespace; without one that of cluster-wide objects. */
  in(namespace: string | undefined): Chart {
    const key = namespace ?? '';
    const chart =
      this.#charts.get(key) ??
      new Chart(this.#scope, namespace === undefined ? 'cluster-wide' : `in-${namespace}`, {
        ...(namespace === undefined ? {} : { namespace }),
      });
    this.#charts.set(key, chart);
    return chart;
  }
}
