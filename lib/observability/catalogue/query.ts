/** What a PromQL expression reads: metrics, each with the labels that it is selected by, and the labels that results are told apart by. */
export interface Reads {
  readonly metrics: readonly { readonly name: string; readonly labels: readonly string[] }[];
  /** Labels after `by`, `on`, `without`, `ignoring` and `group_left`. */
  readonly groupings: readonly string[];
}

const keywords =
  /^(by|on|without|ignoring|group_left|group_right|bool|and|or|unless|offset|sum|max|min|avg|count|group|stddev|topk|bottomk|quantile)$/;
const strings = /"(?:\\.|[^"\\])*"/g;

/**
 * Reads an expression as far as names go. Selectors are cut out first, then groupings, durations and strings; every word that is left
 * and is not called as a function is a metric.
 */
export function readsOf(expr: string): Reads {
  const text = expr.replaceAll(strings, '""');
  const groupings = [...text.matchAll(/\b(?:by|on|without|ignoring|group_left|group_right)\s*\(([^)]*)\)/g)].flatMap(
    ([, inside = '']) => wordsOf(inside),
  );
  const bare = text
    .replaceAll(/\b(?:by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\[[^\]]*\]|\b\d[\w.]*/g, ' ');
  const metrics = [...bare.matchAll(/([A-Za-z_:][\w:]*)\s*(\{[^}]*\})?(\s*\()?/g)]
    .filter(([, name = '', , call]) => call === undefined && !keywords.test(name))
    .map(([, name = '', selector = '']) => ({
      name,
      labels: [...selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
    }));
  return { metrics, groupings };
}

function wordsOf(list: string): readonly string[] {
  return list.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}
