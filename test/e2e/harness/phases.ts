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

/** When the infra repo had the commit in the system that this one replaces, in seconds since the developer's push. */
const beforeCommit = 50;

/** When each phase was over there, on the same clock. */
const before: Readonly<Record<string, number>> = { detected: 60, migration: 70, rollout: 90, serving: 105 };

const titles: Readonly<Record<keyof Phases, string>> = {
  pushed: 'Commit pushed, webhook answered',
  detected: 'Argo CD applies it',
  migration: 'Migration done',
  rollout: 'First new pod',
  serving: 'All new pods serve, old ones may go',
  healthy: 'Synced and Healthy',
};

/** The phases beside those of the old pipeline, as a table with a note on what it leaves out. */
export function phaseTable(title: string, phases: Phases): string {
  const head = [title, 'Here', 'Before', 'Its T+'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const [phase, name] of Object.entries(titles)) {
    const seconds = phases[phase as keyof Phases];
    if (seconds === undefined) continue;
    const then = before[phase];
    const cells = then === undefined ? ['', ''] : [`${then - beforeCommit} s`, `${then} s`];
    table.push([name, `${seconds.toFixed(1)} s`, ...cells]);
  }
  const goal = `Goal for three pods by webhook: 15 s. Serving after ${phases.serving.toFixed(1)} s.`;
  return `${table.toString()}\n${goal} ${realCluster}`;
}

const realCluster =
  "A real cluster adds the pull of a new image (seconds to a minute) and the start of the program until its readiness probe passes; kwok's pods take 2 s for both.";
