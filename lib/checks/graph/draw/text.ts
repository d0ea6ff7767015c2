const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as XML, in an element or in an attribute. Control characters, which XML doesn't allow, become a question mark. */
export function escaped(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, '?').replaceAll(/[&<>"']/g, (sign) => escapes[sign]!);
}

/** The beginning of a text that is too long. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** `TCP 5432` as a label has it: short, `every port` for all connections. */
export function portsLabel(ports: string): string {
  return cut(ports === 'All Connections' ? 'every port' : ports.replaceAll(',', ', '), 15);
}

/** `1 connection`, `12 connections`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
