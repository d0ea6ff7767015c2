import { at, list, show } from '../../json.ts';
import { containerRule, podRule } from '../../rule.ts';
import { podSecurityStandards as reference } from '../references.ts';
import { contextOf } from './contexts.ts';

export const procMount = containerRule(
  {
    id: 'pod/proc-mount',
    title: 'Every container sees the masked /proc.',
    why: 'An unmasked /proc shows and changes settings of the kernel that all pods of the node share.',
    repair: 'Remove procMount.',
    reference,
  },
  function* (container) {
    const context = contextOf(container);
    const value = context.value.procMount ?? 'Default';
    if (value !== 'Default')
      yield { path: `${context.at}.procMount`, found: show(value), expected: 'Default or absent' };
  },
);

/** The sysctls that *restricted* allows for the oldest Kubernetes version that is still kept up, 1.35. */
const safeSysctls: ReadonlySet<unknown> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

export const sysctls = podRule(
  {
    id: 'pod/sysctls',
    title: 'Pods set only sysctls that stay inside the pod.',
    why: 'Any other sysctl changes the kernel for every pod of the node, or is refused by the kubelet.',
    repair: 'Remove it.',
    reference,
  },
  function* (pod) {
    for (const [index, sysctl] of list(at(pod.spec, 'securityContext', 'sysctls')).entries()) {
      const name = at(sysctl, 'name');
      if (safeSysctls.has(name)) continue;
      const path = `${pod.specAt}.securityContext.sysctls[${index}].name`;
      yield { path, found: show(name), expected: `one of ${[...safeSysctls].join(', ')}` };
    }
  },
);
