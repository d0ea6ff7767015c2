import type { Kind } from '../mutant.ts';
import { labelKinds } from './labels.ts';
import { orderKinds } from './order.ts';
import { peerKinds } from './peers.ts';
import { policyKinds } from './policies.ts';
import { portKinds } from './ports.ts';

/** Every way to break a tree. */
export const kinds: readonly Kind[] = [...policyKinds, ...peerKinds, ...portKinds, ...labelKinds, ...orderKinds];
