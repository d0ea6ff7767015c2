import { at, list, show } from '../../json.ts';
import { containerRule, podRule } from '../../rule.ts';
import { podSecurityStandards as reference, securityContext } from '../references.ts';
import { contextsOf } from './contexts.ts';

export const hostNamespaces = podRule(
  {
    id: 'pod/host-namespaces',
    title: 'No pod shares the network, process or IPC namespace of its node.',
    why: 'In a namespace of the node a pod sees and reaches what network policies and process isolation should hide from it.',
    repair: 'Remove the field.',
    reference,
  },
  function* (pod) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
      const value = pod.spec[field] ?? false;
      if (value !== false) yield { path: `${pod.specAt}.${field}`, found: show(value), expected: 'false or absent' };
    }
  },
);

export const hostPorts = containerRule(
  {
    id: 'pod/host-ports',
    title: 'No container takes a port of its node.',
    why: 'A host port is reachable past Services and network policies, and two pods that want it never run on one node.',
    repair: 'Remove hostPort and reach the pod through a Service.',
    reference,
  },
  function* (container) {
    for (const [index, port] of list(container.value.ports).entries()) {
      const value = at(port, 'hostPort') ?? 0;
      const path = `${container.at}.ports[${index}].hostPort`;
      if (value !== 0) yield { path, found: show(value), expected: '0 or absent' };
    }
  },
);

export const hostProcess = podRule(
  {
    id: 'pod/host-process',
    title: 'No Windows pod runs as a process of its node.',
    why: 'A HostProcess container has the rights of the node itself.',
    repair: 'Remove windowsOptions.hostProcess.',
    reference,
  },
  function* (pod) {
    for (const context of contextsOf(pod)) {
      const value = at(context.value, 'windowsOptions', 'hostProcess') ?? false;
      const path = `${context.at}.windowsOptions.hostProcess`;
      if (value !== false) yield { path, found: show(value), expected: 'false or absent' };
    }
  },
);

const handlers = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

export const probeHost = containerRule(
  {
    id: 'pod/probe-host',
    title: 'No probe or lifecycle hook names a host.',
    why: 'The kubelet sends the request from the node, so a host turns a probe into a way to reach what the pod cannot.',
    repair: "Remove host: a probe asks the pod's own address.",
    reference,
  },
  function* (container) {
    for (const handler of handlers) {
      for (const action of ['httpGet', 'tcpSocket']) {
        const value = at(container.value, ...handler, action, 'host') ?? '';
        const path = `${container.at}.${handler.join('.')}.${action}.host`;
        if (value !== '') yield { path, found: show(value), expected: 'no host' };
      }
    }
  },
);

const firstFreePort = 1024;

export const lowPorts = containerRule(
  {
    id: 'pod/low-ports',
    title: 'No container serves a port below 1024.',
    why: 'Such ports take a capability or a setting of the kernel that not every node has; 22 is that of SSH.',
    repair: 'Serve a port from 1024 on, and give the Service the number that callers know.',
    reference: securityContext,
  },
  function* (container) {
    for (const [index, port] of list(container.value.ports).entries()) {
      const value = at(port, 'containerPort');
      if (typeof value !== 'number' || value >= firstFreePort) continue;
      const path = `${container.at}.ports[${index}].containerPort`;
      yield { path, found: show(value), expected: `at least ${firstFreePort}` };
    }
  },
);
