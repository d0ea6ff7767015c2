import { at, text } from '../../json.ts';
import type { Entry } from '../../tree/index.ts';
import { hookDeleteAnnotation, hooksOf } from '../../tree/waves.ts';
import { valueChanges } from '../compare/fields.ts';
import { sameToServer } from '../compare/same.ts';
import { changeText } from '../compare/wording.ts';
import { changedRule, type ObjectFinding, type RiskRule, type RiskText } from './risk.ts';
import { syncOptionsOf } from './sync-options.ts';

/** What a change of a field that must not change comes to. */
export const refused = 'The API server refuses the change, so the sync fails and stops there.';

const replaced =
  'Argo CD is told to replace the object by force: it deletes it, with all its pods, and makes it again.';

/** A field that must not change once the object exists. */
export interface FixedField {
  /** `spec.selector`. */
  readonly path: string;
  /**
   * What the API server puts in when the field is absent.
   * @default nothing
   */
  readonly default?: unknown;
}

/** A rule over kinds and the fields of each that must not change. */
export function fixedRule(
  rule: Omit<RiskText, 'reason'>,
  fields: Readonly<Record<string, readonly FixedField[]>>,
): RiskRule {
  return changedRule({ ...rule, reason: refused }, Object.keys(fields), function* (old, next) {
    for (const fixed of fields[next.type]!) yield* fixedChange(old, next, fixed);
  });
}

/** The finding about one field that must not change, none if it stays. */
export function* fixedChange(old: Entry, next: Entry, fixed: FixedField): Iterable<ObjectFinding> {
  const keys = fixed.path.split('.');
  const before = at(old.object, ...keys) ?? fixed.default;
  const after = at(next.object, ...keys) ?? fixed.default;
  yield* fixedValue(next, fixed.path, before, after);
}

/** The finding about two values, at `path` of the object of `entry`, that must be one; none if they are. */
export function* fixedValue(entry: Entry, path: string, old: unknown, next: unknown): Iterable<ObjectFinding> {
  if (sameToServer(old, next)) return;
  yield { ...whatChanges(entry, path, old, next), ...(isForced(entry) ? { reason: replaced } : {}) };
}

/** Path and words of a change inside a field: the one thing that differs, or how many do. */
function whatChanges(entry: Entry, path: string, old: unknown, next: unknown): ObjectFinding {
  const changes = valueChanges(entry.type, path, old, next);
  const [only] = changes;
  if (only === undefined) return { path, what: 'lists the same in another order' };
  if (changes.length === 1) return { path: only.path, what: changeText(only) };
  const shown = changes.slice(0, 3).map((change) => change.path.slice(path.length).replace(/^\./, ''));
  const more = changes.length > shown.length ? ` and ${changes.length - shown.length} more` : '';
  return { path, what: `changes in ${shown.join(', ')}${more}` };
}

function isForced(entry: Entry): boolean {
  const options = syncOptionsOf(entry);
  return options.has('Replace=true') && options.has('Force=true');
}

/** True if Argo CD deletes the object and makes it again with each release, so that nothing of it is fixed. */
export function isMadeAgain(entry: Entry): boolean {
  if (isForced(entry)) return true;
  if (hooksOf(entry.object).length === 0) return false;
  // A hook without a policy is deleted before the next one is made.
  const policy = text(at(entry.object.metadata.annotations, hookDeleteAnnotation));
  return policy === '' || policy.includes('BeforeHookCreation');
}
