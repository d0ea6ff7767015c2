import { dump } from 'js-yaml';

/** A configuration file of a part: block style, nothing folded, no references. */
export function yamlText(value: unknown): string {
  return dump(value, { noRefs: true, lineWidth: -1 });
}
