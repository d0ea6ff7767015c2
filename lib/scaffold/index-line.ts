import { constantOf, sharedConstantOf } from './names.ts';

const exportedFile = /^export \{.*\} from '\.\/(.+)\.ts';$/;
const { compare } = new Intl.Collator('en', { numeric: true });

/**
 * The text of `stacks/index.ts` with the line of a new stack, before the first line of a file that comes after it.
 * Every other line stays as it is.
 */
export function withIndexLine(text: string, domain: string, name: string): string {
  const id = `${domain}/${name}`;
  const line = `export { ${constantOf(name)} as ${sharedConstantOf(domain, name)} } from './${id}.ts';`;
  const lines = text.replace(/\n$/, '').split('\n');
  const next = lines.findIndex((one) => {
    const file = exportedFile.exec(one)?.[1];
    return file !== undefined && comparePaths(file, id) > 0;
  });
  lines.splice(next === -1 ? lines.length : next, 0, line);
  return `${lines.join('\n')}\n`;
}

/** Whether the text exports a stack under the name that the new one would get. */
export function hasConstant(text: string, domain: string, name: string): boolean {
  return new RegExp(`\\b${sharedConstantOf(domain, name)} \\} from`).test(text);
}

/** The order that the linter wants of exports: folder by folder, numbers by their value. */
function comparePaths(a: string, b: string): number {
  const others = b.split('/');
  for (const [index, part] of a.split('/').entries()) {
    const order = compare(part, others[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
