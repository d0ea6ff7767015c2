// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal.
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Lines as a text that ends in a newline; control characters, which a name in anyone's YAML may hold, are replaced. */
export function printable(lines: readonly string[]): string {
  return `${lines.map((line) => line.replaceAll('\n', ' ').replace(control, '\ufffd')).join('\n')}\n`;
}
