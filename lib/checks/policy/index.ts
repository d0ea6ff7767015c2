import type { Invariant } from '../check.ts';
import { order } from '../order/index.ts';
import { schemaInvariants } from '../schema/index.ts';
import { availability } from './availability/index.ts';
import { gitops } from './gitops/index.ts';
import { identity } from './identity/index.ts';
import { images } from './images/index.ts';
import { ingress } from './ingress/index.ts';
import { naming } from './naming/index.ts';
import { network } from './network/index.ts';
import { observability } from './observability/index.ts';
import { podSecurity } from './pod-security/index.ts';
import { resources } from './resources/index.ts';
import { secrets } from './secrets/index.ts';
import { selectors } from './selectors/index.ts';
import { storage } from './storage/index.ts';

/** Every rule that a rendered tree keeps, in the order in which a person would ask. To add one, write it and put it here. */
export const invariants: readonly Invariant[] = [
  ...schemaInvariants,
  ...naming,
  ...selectors,
  ...podSecurity,
  ...identity,
  ...secrets,
  ...images,
  ...resources,
  ...availability,
  ...network,
  ...ingress,
  ...storage,
  ...observability,
  ...order,
  ...gitops,
];
