/** What a check of the machine or the project found. */
export interface Finding {
  /** What was looked at: `Node`, `releases of dev`. */
  readonly subject: string;
  /** `warn` for what a synth does without, `fail` for what must be mended. */
  readonly state: 'ok' | 'warn' | 'fail';
  /** What is there: a phrase, or a whole sentence. */
  readonly found: string;
  /** A sentence that says what to do; empty if there is nothing to do. */
  readonly repair: string;
}

/** A finding with nothing to do. */
export function ok(subject: string, found: string): Finding {
  return { subject, state: 'ok', found, repair: '' };
}
