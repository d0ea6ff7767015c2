/** What an exporter says, read. */
export interface Exposition {
  /** Names that have a type, with series or without. */
  readonly families: readonly string[];
  /** Every label that some series of a metric has. */
  readonly labelsOf: (name: string) => ReadonlySet<string>;
  /** The series of a metric as they stand there. */
  readonly series: (name: string) => string;
}

/** Reads Prometheus' text format. */
export function exposition(text: string): Exposition {
  const lines = text.split('\n');
  const of = (name: string) => lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return {
    families: lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []),
    labelsOf: (name) =>
      new Set(of(name).flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, label]) => label!))),
    series: (name) => of(name).join('\n'),
  };
}
