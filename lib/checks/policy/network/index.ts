import type { Invariant } from '../../check.ts';
import { twoSided } from './halves.ts';
import { defaultDeny } from './isolation.ts';
import { internetExceptsCluster, noOpenEgress, numericPorts, peersNamed, portsNamed } from './policies.ts';
import { onlyDeclaredWay, servicePortOpen, targetPort } from './services.ts';
import { readable } from './traffic.ts';

/** Who may talk to whom. */
export const network: readonly Invariant[] = [
  readable,
  defaultDeny,
  twoSided,
  targetPort,
  servicePortOpen,
  onlyDeclaredWay,
  numericPorts,
  portsNamed,
  peersNamed,
  internetExceptsCluster,
  noOpenEgress,
];
