/** Says on a terminal what goes on, on one line that goes away. */
export interface Progress {
  /** Shows a step instead of the one before. */
  step(name: string): void;
  /** Takes the line away. */
  end(): void;
}

const clearLine = '\r\u001b[2K';

/** Progress on `stream`; silent where that isn't a terminal, since a log keeps every line. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { step: () => undefined, end: () => undefined };
  return {
    step: (name) => void stream.write(`${clearLine}${name} …`),
    end: () => void stream.write(clearLine),
  };
}
