import Table from 'cli-table3';

/** Seconds from the push to each phase of a release. */
export interface Phases {
  /** The commit is in the repository and the webhook was answered. */
  readonly pushed: number;
  /** Argo CD applies the commit. */
  readonly detected: number;
  /**
   * The migration has ended.
   * @default - the release has none
   */
  readonly migration?: number;
  /** The first new pod exists. */
  readonly rollout: number;
  /** Every new pod serves. */
  readonly serving: number;
  /** Argo CD says Synced and Healthy. */
  readonly healthy: number;
}

/** What the system that this one replaces took, in seconds after the infra repo had the commit (its T+50 s). */
const before: Readonly<Record<string, number>> = { detected: 10, migration: 20, rollout: 40, serving: 55 };

const titles: Readonly<Record<keyof Phases, string>> = {
  pushed: 'Commit pushed, webhook answered',
  detected: 'Argo CD applies it',
  migration: 'Migration done',
  rollout: 'First new pod',
  serving: 'All new pods serve, old ones may go',
  healthy: 'Synced and Healthy',
};

/** The phases beside those of the old pipeline, as a table. */
export function phaseTable(title: string, phases: Phases): string {
  const table = new Table({ head: [title, 'Here', 'Before'], style: { head: [], border: [] } });
  for (const [phase, name] of Object.entries(titles)) {
    const seconds = phases[phase as keyof Phases];
    if (seconds === undefined) continue;
    table.push([name, `${seconds.toFixed(1)} s`, before[phase] === undefined ? '' : `${before[phase]} s`]);
  }
  return `${table.toString()}\nA real cluster adds the pull of a new image (seconds to a minute) and the start of the program until its readiness probe passes; kwok's pods take 2 s for both.`;
}
