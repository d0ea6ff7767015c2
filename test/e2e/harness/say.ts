/** One line to the person at the terminal, past Jest's own output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
