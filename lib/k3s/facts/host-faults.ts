import type { Fault } from '../../model/index.ts';
import { type ClusterRequest, type Member, unitOf } from '../request.ts';
import type { HostFacts } from './host-facts.ts';

/** Facts of the hosts that answered, by the host's name. */
export type FactsByHost = ReadonlyMap<string, HostFacts>;

/** Least memory in MB, by k3s' own requirements. */
const memoryFloorMb = { server: 2000, agent: 500 } as const;
/** Least free disk in MB: a release, its images and a snapshot. */
const diskFloorMb = 2000;
/** Tokens and certificates are not valid yet on a clock that is further behind. */
const clockLimitSeconds = 10;
/** Who listens where on a host that k3s shall run on. */
const ports = { server: [6443, 2379, 2380, 10250], agent: [10250] } as const;

/** What makes one host unfit, seen alone. */
export function hostFaults(request: ClusterRequest, { host, role }: Member, facts: HostFacts): readonly Fault[] {
  const fault = (found: string, expected: string, repair: string): Fault => ({
    owner: `environment ${request.environment}`,
    path: `${role} ${host.name}`,
    found,
    expected,
    repair,
  });
  const checks: readonly (readonly [boolean, () => Fault])[] = [
    [!facts.systemd, () => fault('no systemd', 'a host that systemd runs', 'Install another system.')],
    [
      !['x86_64', 'aarch64'].includes(facts.arch),
      () => fault(`the architecture ${facts.arch}`, 'x86_64 or aarch64', 'Take another machine.'),
    ],
    [
      facts.memoryMb < memoryFloorMb[role],
      () => fault(`${facts.memoryMb} MB of memory`, `at least ${memoryFloorMb[role]} MB`, 'Add memory.'),
    ],
    [
      facts.diskFreeMb < diskFloorMb,
      () => fault(`${facts.diskFreeMb} MB free for /var/lib/rancher`, `at least ${diskFloorMb} MB`, 'Free some disk.'),
    ],
    [
      !['memory', 'cpu', 'pids'].every((name) => facts.cgroups.includes(name)),
      () =>
        fault(
          `the cgroup controllers ${facts.cgroups.join(', ') || 'none'}`,
          'cpu, memory and pids among them',
          'Add cgroup_enable=memory to the kernel’s command line and reboot.',
        ),
    ],
    [
      Math.abs(facts.clockAheadSeconds) > clockLimitSeconds,
      () => {
        const off = facts.clockAheadSeconds;
        const found = `a clock that is ${Math.abs(off)} s ${off > 0 ? 'ahead' : 'behind'}`;
        return fault(found, `at most ${clockLimitSeconds} s`, 'Set it: timedatectl set-ntp true.');
      },
    ],
    [
      !facts.curl && request.hosts.source?.kind !== 'folder',
      () => fault('no curl', 'curl, to download the release', 'Install curl, or name a folder as the source.'),
    ],
    [facts.k3s.version === undefined && busyPorts(role, facts).length > 0, () => portFault(role, facts, fault)],
    ...strangerChecks(request, { host, role }, facts, fault),
  ];
  return checks.filter(([isWrong]) => isWrong).map(([, make]) => make());
}

type Make = (found: string, expected: string, repair: string) => Fault;

function busyPorts(role: Member['role'], facts: HostFacts): readonly number[] {
  return ports[role].filter((port) => facts.ports.includes(port));
}

function portFault(role: Member['role'], facts: HostFacts, fault: Make): Fault {
  const busy = busyPorts(role, facts).join(', ');
  return fault(`somebody listening on ${busy}`, 'free ports for k3s', 'Stop the other program.');
}

/** A k3s that somebody else installed, or that plays another part. */
function strangerChecks(
  request: ClusterRequest,
  { role }: Member,
  { k3s }: HostFacts,
  fault: Make,
): readonly (readonly [boolean, () => Fault])[] {
  const installed = k3s.unit !== undefined || k3s.data;
  return [
    [
      installed && k3s.owner === undefined,
      () => fault('a k3s that unifyops did not install', 'a host without one', 'Run its k3s-uninstall.sh first.'),
    ],
    [
      k3s.owner !== undefined && k3s.owner !== request.environment,
      () =>
        fault(
          `a part of the cluster of environment ${k3s.owner}`,
          'a host that belongs to no other cluster',
          `Remove it from environments/${k3s.owner}.ts first.`,
        ),
    ],
    [
      installed && k3s.owner === request.environment && k3s.unit !== undefined && k3s.unit !== unitOf(role),
      () => fault(`the service ${k3s.unit}`, `${unitOf(role)}`, 'Remove the host, apply, and add it in its new role.'),
    ],
  ];
}
