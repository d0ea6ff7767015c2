/** An alert as Alertmanager knows it. */
export interface HeldAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: {
    /** Fingerprints of the alerts that keep it quiet. */
    readonly inhibitedBy: readonly string[];
  };
}

/** The alerts that an Alertmanager holds, and whom it keeps quiet. @param address of its API */
export async function alertsAt(address: string): Promise<readonly HeldAlert[]> {
  return (await fetch(`${address}/api/v2/alerts`)).json() as Promise<readonly HeldAlert[]>;
}

/** Tells an Alertmanager of an alert that fires for an hour, as a Prometheus does. @throws Error if it is refused */
export async function fireAt(address: string, labels: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(`${address}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ labels, endsAt: new Date(Date.now() + 3_600_000).toISOString() }]),
  });
  if (!response.ok) throw new Error(`Alertmanager refuses an alert: ${response.status} ${await response.text()}`);
}
