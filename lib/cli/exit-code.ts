/** What the exit code of every verb means. */
export const exitCode = {
  ok: 0,
  /** Something is wrong with what people wrote, with what was rendered, or with this machine. */
  faults: 1,
  /** The command line can't be understood, or what it names can't be read. */
  usage: 2,
  /** A mistake of unifyops itself. */
  internal: 70,
} as const;
