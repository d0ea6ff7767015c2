/** A regular expression inside a PromQL string that fits these texts and no other. */
export function anyOf(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => text.replaceAll(/[.+?^${}()|[\]*\\]/g, '\\\\$&')).join('|');
}

/** Everything that any of these expressions gives. */
export function either(exprs: readonly string[]): string {
  return exprs.length === 1 ? exprs.join('') : exprs.map((expr) => `(${expr})`).join(' or ');
}
