import type { Fault } from '../../model/index.ts';
import { type ClusterRequest, membersOf } from '../request.ts';
import type { HostFacts } from './host-facts.ts';
import { type FactsByHost, hostFaults } from './host-faults.ts';
import { quorumFaults } from './quorum.ts';
import { downgrade, skew } from './versions.ts';

/** Everything that is wrong with the hosts, each alone and all together: told at once, before anything is changed. */
export function clusterFaults(request: ClusterRequest, facts: FactsByHost): readonly Fault[] {
  const members = membersOf(request).flatMap((member) => {
    const found = facts.get(member.host.name);
    return found ? [{ ...member, facts: found }] : [];
  });
  const owner = `environment ${request.environment}`;
  return [
    ...members.flatMap(({ facts: found, ...member }) => hostFaults(request, member, found)),
    ...twins(owner, facts),
    ...strangers(owner, facts),
    ...versionFaults(request, facts),
    ...quorumFaults(request, facts),
  ];
}

/** Two hosts copied from one disk image: their container networks and certificates would clash. */
function twins(owner: string, facts: FactsByHost): readonly Fault[] {
  const seen = new Map<string, string>();
  return [...facts].flatMap(([name, { machineId }]) => {
    const twin = seen.get(machineId);
    seen.set(machineId, name);
    if (twin === undefined) return [];
    const repair = 'Give one of them a new id: rm /etc/machine-id && systemd-machine-id-setup.';
    return [{ owner, path: name, found: `the machine id of ${twin}`, expected: 'an id of its own', repair }];
  });
}

/** Hosts of two clusters can't become one. A node that has not taken a new authority yet knows the one that vouches for it. */
function strangers(owner: string, facts: FactsByHost): readonly Fault[] {
  const [first, ...others] = [...facts].filter(([, { k3s }]) => k3s.authorities.length > 0);
  return others
    .filter(([, { k3s }]) => !k3s.authorities.some((one) => first?.[1].k3s.authorities.includes(one)))
    .map(([name]) => ({
      owner,
      path: name,
      found: `a part of another cluster than ${first?.[0]}`,
      expected: 'hosts of one cluster',
      repair: `Take k3s off the one that is wrong: ssh ${name} sudo sh < lib/k3s/scripts/uninstall.apply.sh`,
    }));
}

function versionFaults(request: ClusterRequest, facts: FactsByHost): readonly Fault[] {
  const owner = `environment ${request.environment}`;
  const wanted = request.hosts.version;
  const versions = [...facts].flatMap(([name, { k3s }]: [string, HostFacts]) =>
    k3s.version === undefined || !k3s.data ? [] : [{ name, version: k3s.version }],
  );
  return versions.flatMap(({ name, version }) => {
    const found = `${version} on ${name}`;
    const path = 'cluster.version';
    if (downgrade(version, wanted)) {
      const expected = `no older release than that: ${wanted} may not read its data`;
      return [{ owner, path, found, expected, repair: 'Restore a snapshot of the older release instead.' }];
    }
    if (!skew(version, wanted)) return [];
    const expected = `${wanted} at most one minor release away`;
    return [{ owner, path, found, expected, repair: 'Upgrade by one minor release at a time.' }];
  });
}

/** Hosts that are not the environment's: nothing of theirs is rotated, saved or replaced. */
export function ownerFaults({ environment }: ClusterRequest, facts: FactsByHost): readonly Fault[] {
  return [...facts]
    .filter(([, { k3s }]) => k3s.owner !== environment)
    .map(([name, { k3s }]) => ({
      owner: `environment ${environment}`,
      path: name,
      found: k3s.owner === undefined ? 'a host without a cluster of ours' : `a part of the cluster of ${k3s.owner}`,
      expected: `a part of the cluster of ${environment}`,
      repair: k3s.owner === undefined ? 'Apply first.' : 'Correct the address.',
    }));
}
