import { dotGraph } from './dot.ts';
import type { Line } from './line.ts';
import type { ListFormat } from './names.ts';
import { csvTable, markdownTable } from './table.ts';
import { listText } from './text.ts';

/** Connections in a format; the columns are np-guard's `src`, `dst` and `conn`, and `because` where lines say what decided them. */
export function formatList(lines: readonly Line[], format: ListFormat): string {
  switch (format) {
    case 'text':
      return listText(lines);
    case 'json':
      return `${JSON.stringify(lines.map(jsonLine), null, 2)}\n`;
    case 'md':
      return markdownTable(rows(lines));
    case 'csv':
      return csvTable(rows(lines));
    case 'dot':
      return dotGraph(lines);
  }
}

function jsonLine({ from, to, ports, because }: Line) {
  return { src: from.id, dst: to.id, conn: String(ports), ...(because && { because }) };
}

function rows(lines: readonly Line[]): readonly (readonly string[])[] {
  const explained = lines.some(({ because }) => because !== undefined);
  const head = ['src', 'dst', 'conn', ...(explained ? ['because'] : [])];
  return [
    head,
    ...lines.map(({ from, to, ports, because }) => [
      from.id,
      to.id,
      String(ports),
      ...(because ? [because.join('; ')] : []),
    ]),
  ];
}
