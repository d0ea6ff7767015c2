import { constantOf } from './names.ts';

/** The text of the file of a new stack. */
export function stackFile(domain: string, name: string): string {
  return `import { threeTier } from '../../lib/model/index.ts';

/** Say here what ${name} is for. */
export const ${constantOf(name)} = threeTier({
  domain: '${domain}',
  name: '${name}',
});
`;
}
