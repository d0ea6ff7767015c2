import type { Invariant } from '../../check.ts';
import { hostNamespaces, hostPorts, hostProcess, lowPorts, probeHost } from './host.ts';
import { procMount, sysctls } from './kernel.ts';
import { namespaceEnforces } from './namespaces.ts';
import { addCapabilities, dropCapabilities, privileged, privilegeEscalation, readOnlyRoot } from './privileges.ts';
import { appArmor, seccomp, seLinux } from './profiles.ts';
import { rootGroup, runAsNonRoot, runAsUser } from './users.ts';
import { hostPath, volumeTypes } from './volumes.ts';

/** Pod Security *restricted*, whole, and what goes beyond it. */
export const podSecurity: readonly Invariant[] = [
  namespaceEnforces,
  hostNamespaces,
  hostPorts,
  hostProcess,
  hostPath,
  volumeTypes,
  privileged,
  privilegeEscalation,
  dropCapabilities,
  addCapabilities,
  readOnlyRoot,
  runAsNonRoot,
  runAsUser,
  rootGroup,
  seccomp,
  appArmor,
  seLinux,
  procMount,
  sysctls,
  probeHost,
  lowPorts,
];
