import { isUtf8 } from 'node:buffer';

const newline = 0x0a;

/** The text of a file, or the line, counted from 1, of the first bytes that are no UTF-8: Go's decoders refuse them too. */
export function textOf(bytes: Uint8Array): { readonly text: string } | { readonly line: number } {
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
  let line = 1;
  for (let start = 0; ; line += 1) {
    const end = bytes.indexOf(newline, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return { line };
    start = end + 1;
  }
}
