import { at, list, show } from '../../json.ts';
import { containerRule } from '../../rule.ts';
import { podSecurityStandards as reference, securityContext } from '../references.ts';
import { contextOf, runsOnWindows } from './contexts.ts';

export const privileged = containerRule(
  {
    id: 'pod/privileged',
    title: 'No container is privileged.',
    why: 'A privileged container has every right of root on its node.',
    repair: 'Remove privileged.',
    reference,
  },
  function* (container) {
    const context = contextOf(container);
    const value = context.value.privileged ?? false;
    if (value !== false) yield { path: `${context.at}.privileged`, found: show(value), expected: 'false or absent' };
  },
);

export const privilegeEscalation = containerRule(
  {
    id: 'pod/privilege-escalation',
    title: 'No process gains more rights than the one that started it.',
    why: 'A setuid program inside the image would otherwise make root of any user.',
    repair: 'Set securityContext.allowPrivilegeEscalation to false.',
    reference,
  },
  function* (container, pod) {
    const context = contextOf(container);
    const value = context.value.allowPrivilegeEscalation;
    if (value === false || runsOnWindows(pod)) return;
    yield { path: `${context.at}.allowPrivilegeEscalation`, found: show(value), expected: 'false' };
  },
);

export const dropCapabilities = containerRule(
  {
    id: 'pod/drop-capabilities',
    title: 'Every container drops all Linux capabilities.',
    why: "The runtime's default set lets a process forge packets, change owners and bind any port.",
    repair: 'Set securityContext.capabilities.drop to ["ALL"].',
    reference,
  },
  function* (container, pod) {
    const context = contextOf(container);
    const dropped = at(context.value, 'capabilities', 'drop');
    if (list(dropped).includes('ALL') || runsOnWindows(pod)) return;
    yield { path: `${context.at}.capabilities.drop`, found: show(dropped), expected: '["ALL"]' };
  },
);

export const addCapabilities = containerRule(
  {
    id: 'pod/add-capabilities',
    title: 'No container adds a Linux capability but NET_BIND_SERVICE.',
    why: 'Every other capability is a part of root.',
    repair: 'Remove it from securityContext.capabilities.add.',
    reference,
  },
  function* (container) {
    const context = contextOf(container);
    for (const [index, capability] of list(at(context.value, 'capabilities', 'add')).entries()) {
      if (capability === 'NET_BIND_SERVICE') continue;
      const path = `${context.at}.capabilities.add[${index}]`;
      yield { path, found: show(capability), expected: 'nothing but "NET_BIND_SERVICE"' };
    }
  },
);

export const readOnlyRoot = containerRule(
  {
    id: 'pod/read-only-root',
    title: "No container writes to its image's file system.",
    why: 'An intruder cannot leave a program behind, and what a container must keep is visible as a volume.',
    repair: 'Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes.',
    reference: securityContext,
  },
  function* (container, pod) {
    const context = contextOf(container);
    const value = context.value.readOnlyRootFilesystem;
    if (value === true || runsOnWindows(pod)) return;
    yield { path: `${context.at}.readOnlyRootFilesystem`, found: show(value), expected: 'true' };
  },
);
