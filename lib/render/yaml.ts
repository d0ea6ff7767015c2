import {
  DEFAULT_SCALAR_STYLE_RULES,
  type DumpOptions,
  dump,
  SCALAR_STYLE,
  type ScalarLayout,
  type ScalarStyleRule,
} from 'js-yaml';
import type { KubeObject } from './tree.ts';
import { isAmbiguous } from './yaml-ambiguous.ts';
import { emitBlock } from './yaml-block.ts';

/** A js-yaml styling rule: quotes a string, value or key, that a YAML 1.1 decoder could take for something else. */
function quoteAmbiguous(layout: ScalarLayout): void {
  const isString = layout.node.tag === layout.presenterOptions.schema.defaultScalarTag.tagName;
  if (isString && layout.style === SCALAR_STYLE.PLAIN && isAmbiguous(layout.node.value)) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
}

const STYLE_RULES: readonly ScalarStyleRule[] = [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteAmbiguous];

/** How js-yaml writes a manifest: every value spelled out where it stands, no line folded, ambiguous strings quoted. */
export const YAML_OPTIONS: DumpOptions = { noRefs: true, lineWidth: -1, scalarStyleRules: STYLE_RULES };

/**
 * The object with its keys in the order people read them: apiVersion, kind, metadata (name, namespace, labels,
 * annotations, the rest), then everything else as given. Nothing below that is reordered.
 */
export function inReadingOrder(object: KubeObject): KubeObject {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { name, namespace, labels, annotations, ...others } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations, ...others }, ...rest } as KubeObject;
}

/**
 * One manifest as a YAML document that ends in a newline. The same object gives the same bytes everywhere, `undefined`
 * values are left out, and every decoder, of YAML 1.1 and 1.2, reads each string back as that string.
 * @throws js-yaml's YAMLException when a value is not plain JSON.
 */
export function toYaml(object: KubeObject): string {
  const ordered = inReadingOrder(object);
  return emitBlock(ordered, YAML_OPTIONS) ?? dump(ordered, YAML_OPTIONS);
}
