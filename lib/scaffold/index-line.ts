import { constantOf, sharedConstantOf } from './names.ts';

const exportedFile = /^export \{.*\} from '\.\/(.+)';$/;

/**
 * The text of `stacks/index.ts` with the line of a new stack, before the first line of a file that comes after it.
 * Every other line stays as it is.
 */
export function withIndexLine(text: string, domain: string, name: string): string {
  const file = `${domain}/${name}.ts`;
  const line = `export { ${constantOf(name)} as ${sharedConstantOf(domain, name)} } from './${file}';`;
  const lines = text.replace(/\n$/, '').split('\n');
  const next = lines.findIndex((one) => (exportedFile.exec(one)?.[1] ?? '') > file);
  lines.splice(next === -1 ? lines.length : next, 0, line);
  return `${lines.join('\n')}\n`;
}

/** Whether the text exports a stack under the name that the new one would get. */
export function hasConstant(text: string, domain: string, name: string): boolean {
  return new RegExp(`\\b(?:as )?${sharedConstantOf(domain, name)}\\b[^}]*\\} from`).test(text);
}
