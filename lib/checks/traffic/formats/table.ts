/** Rows as CSV (RFC 4180), each ended by a line feed. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as a Markdown table, the first one its head. */
export function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  return [line(head), `|${head.map(() => '---').join('|')}|\n`, ...escaped.map(line)].join('');
}
