import { at, field, show, strings } from '../../json.ts';
import { podRule } from '../../rule.ts';
import { podSecurityStandards as reference } from '../references.ts';
import { contextOf, contextsOf, runsOnWindows } from './contexts.ts';

const profiles: readonly unknown[] = ['RuntimeDefault', 'Localhost'];

export const seccomp = podRule(
  {
    id: 'pod/seccomp',
    title: "Every container runs under the runtime's seccomp profile or a local one.",
    why: 'Without a profile all system calls are open, those of most kernel exploits included; Kubernetes sets none by itself.',
    repair: "Set seccompProfile to {type: RuntimeDefault} in the pod's securityContext.",
    reference,
  },
  function* (pod) {
    if (runsOnWindows(pod)) return;
    const [own] = contextsOf(pod);
    const inherited = at(own!.value, 'seccompProfile', 'type');
    if (inherited !== undefined && !profiles.includes(inherited)) {
      yield { path: `${own!.at}.seccompProfile.type`, found: show(inherited), expected: 'RuntimeDefault or Localhost' };
    }
    for (const container of pod.containers) {
      const context = contextOf(container);
      const type = at(context.value, 'seccompProfile', 'type');
      if (profiles.includes(type) || (type === undefined && profiles.includes(inherited))) continue;
      const expected = 'RuntimeDefault or Localhost, here or for the whole pod';
      yield { path: `${context.at}.seccompProfile.type`, found: show(type), expected };
    }
  },
);

const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

export const appArmor = podRule(
  {
    id: 'pod/app-armor',
    title: 'No container leaves the AppArmor profile of the runtime, but for a local one.',
    why: 'Unconfined switches off what keeps a container out of the kernel interfaces of its node.',
    repair: 'Remove it: RuntimeDefault applies by itself.',
    reference,
  },
  function* (pod) {
    for (const context of contextsOf(pod)) {
      const type = at(context.value, 'appArmorProfile', 'type');
      if (type === undefined || profiles.includes(type)) continue;
      yield { path: `${context.at}.appArmorProfile.type`, found: show(type), expected: 'RuntimeDefault or Localhost' };
    }
    for (const [key, value] of strings(pod.annotations)) {
      if (!key.startsWith(appArmorAnnotation) || /^(|runtime\/default|localhost\/.*)$/.test(value)) continue;
      const metadata = pod.at === '' ? 'metadata' : `${pod.at}.metadata`;
      yield {
        path: field(`${metadata}.annotations`, key),
        found: show(value),
        expected: 'runtime/default or localhost/…',
      };
    }
  },
);

const seLinuxTypes: readonly unknown[] = [
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
];

export const seLinux = podRule(
  {
    id: 'pod/selinux',
    title: 'No container leaves the SELinux types of containers or sets an SELinux user or role.',
    why: 'Other types, such as spc_t, are not confined at all.',
    repair: 'Remove it from seLinuxOptions.',
    reference,
  },
  function* (pod) {
    for (const context of contextsOf(pod)) {
      const options = context.value.seLinuxOptions;
      const type = at(options, 'type') ?? '';
      if (!seLinuxTypes.includes(type)) {
        const expected = `one of ${seLinuxTypes.slice(1).join(', ')}, or none`;
        yield { path: `${context.at}.seLinuxOptions.type`, found: show(type), expected };
      }
      for (const key of ['user', 'role']) {
        const value = at(options, key) ?? '';
        if (value !== '') yield { path: `${context.at}.seLinuxOptions.${key}`, found: show(value), expected: 'none' };
      }
    }
  },
);
