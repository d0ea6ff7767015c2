import type { Invariant } from '../../check.ts';
import { noAdmin, noEscalation, noEveryone, noPodAccess, noSecretAccess, noWildcard } from './rights.ts';
import { accountField, accountWithoutToken, noToken } from './token.ts';

/** Who a pod is to the API server, and what it may do there. */
export const identity: readonly Invariant[] = [
  noToken,
  accountWithoutToken,
  accountField,
  noWildcard,
  noSecretAccess,
  noPodAccess,
  noEscalation,
  noAdmin,
  noEveryone,
];
