import providers from '@pulumi/pulumi/proto/provider_pb.js';
import type { Failure } from '../operations/check.ts';
import type { Difference } from '../operations/diff.ts';
import { formatPath } from '../values/difference.ts';
import type { Values } from '../values/values.ts';
import { toStruct } from './struct.ts';

type Kind = 'ADD' | 'DELETE' | 'UPDATE';

/** Checked inputs on the wire. */
export function checkResponse(inputs: Values, failures: readonly Failure[]) {
  const answer = new providers.CheckResponse();
  answer.setInputs(toStruct(inputs));
  const list = failures.map(({ property, reason }) => {
    const failure = new providers.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
  answer.setFailuresList(list);
  return answer;
}

/** A difference on the wire, field by field. */
export function diffResponse({ changes, deleteBeforeReplace }: Difference) {
  const { DiffChanges } = providers.DiffResponse;
  const { Kind: kinds } = providers.PropertyDiff;
  const answer = new providers.DiffResponse();
  answer.setChanges(changes.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  answer.setHasdetaileddiff(true);
  answer.setDeletebeforereplace(deleteBeforeReplace);
  answer.setReplacesList(changes.filter(({ replaces }) => replaces).map(({ path }) => formatPath(path)));
  for (const { path, kind, replaces } of changes) {
    const name = kind.toUpperCase() as Kind;
    const field = new providers.PropertyDiff();
    field.setKind(replaces ? kinds[`${name}_REPLACE`] : kinds[name]);
    answer.getDetaileddiffMap().set(formatPath(path), field);
  }
  return answer;
}
