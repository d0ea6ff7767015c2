import versions from '../../../versions.json' with { type: 'json' };
import { k3sNetworks } from '../environment/clusters/k3s.ts';
import type { HostProps, K3sHostsProps } from '../environment/clusters/k3s-props.ts';
import type { Environment } from '../environment/environment-props.ts';
import type { Fault } from '../fault.ts';
import { overlaps, parseCidr, sizeOf } from '../values/cidr.ts';
import { type Report, unknownName } from './context.ts';

/** Reports what can be known to be wrong with the hosts of a cluster before the first connection. */
export function reportHosts({ name, cluster }: Environment, report: Report): void {
  if (cluster.hosts) for (const fault of hostsFaults(name, cluster.hosts)) report(fault);
}

/**
 * Every fault between the hosts of one cluster.
 * @param environment name of the environment that owns them
 */
export function hostsFaults(environment: string, hosts: K3sHostsProps): readonly Fault[] {
  const fault = (path: string, found: string, expected: string, repair: string): Fault => ({
    owner: `environment ${environment}`,
    path: `cluster.${path}`,
    found,
    expected,
    repair,
  });
  return [
    ...versionFaults(environment, hosts),
    ...numberFaults(hosts, fault),
    ...twinFaults(hosts, fault),
    ...networkFaults(hosts, fault),
  ];
}

type Make = (path: string, found: string, expected: string, repair: string) => Fault;

function versionFaults(environment: string, { version }: K3sHostsProps): readonly Fault[] {
  if (versions.k3s.includes(version)) return [];
  const at = { owner: `environment ${environment}`, path: 'cluster.version' };
  const fault = unknownName(at, 'release of k3s', version, versions.k3s);
  return [
    { ...fault, repair: `${fault.repair} A release that is newer than this list goes into versions.json first.` },
  ];
}

function numberFaults({ servers }: K3sHostsProps, fault: Make): readonly Fault[] {
  if ([1, 3, 5].includes(servers.length)) return [];
  const expected = 'one, three or five: an even number survives no more failures than one server less';
  return [fault('servers', `${servers.length} servers`, expected, 'Add or remove a server.')];
}

/** Two hosts with one name, address or key: one machine written twice, or a copied disk image. */
function twinFaults({ servers, agents = [] }: K3sHostsProps, fault: Make): readonly Fault[] {
  const all = [
    ...servers.map((host, index) => ({ host, path: `servers[${index}]` })),
    ...agents.map((host, index) => ({ host, path: `agents[${index}]` })),
  ];
  const keys: readonly (keyof HostProps & ('name' | 'address' | 'hostKey'))[] = ['name', 'address', 'hostKey'];
  return keys.flatMap((key) =>
    all.flatMap(({ host, path }, index) => {
      const twin = all.slice(0, index).find((earlier) => earlier.host[key] === host[key]);
      if (!twin) return [];
      const found = `${key === 'hostKey' ? 'the key' : `"${host[key]}"`} of ${twin.path} (${twin.host.name})`;
      const repair =
        key === 'hostKey' ? 'Give each machine a key of its own: ssh-keygen -A.' : 'Correct one of the two.';
      return [fault(`${path}.${key}`, found, 'a different one for each host', repair)];
    }),
  );
}

/** Addresses that a range of Services has at least: a /28. */
const leastServices = 16;

function networkFaults({ servers, agents = [], networks = k3sNetworks }: K3sHostsProps, fault: Make): readonly Fault[] {
  const pods = parseCidr(networks.pods);
  const services = parseCidr(networks.services);
  const both = overlaps(pods, services)
    ? [
        fault(
          'networks.services',
          networks.services,
          `a range outside of the pods' ${networks.pods}`,
          'Move one of the two.',
        ),
      ]
    : [];
  const small =
    sizeOf(services) < leastServices
      ? [
          fault(
            'networks.services',
            `${networks.services}, which has ${sizeOf(services)} addresses`,
            `at least ${leastServices}, since the tenth is that of DNS`,
            'Choose a wider range.',
          ),
        ]
      : [];
  const ranges = [
    { what: 'pods', range: pods },
    { what: 'services', range: services },
  ];
  const hosts = [...servers, ...agents].flatMap((host) =>
    ranges
      .filter(({ range }) => overlaps(range, parseCidr(`${host.address}/32`)))
      .map(({ what, range }) =>
        fault(
          `networks.${what}`,
          `${range.text}, which holds the address ${host.address} of ${host.name}`,
          'a range without any host, since packets to that host would stay inside the cluster',
          'Choose another range.',
        ),
      ),
  );
  return [...both, ...small, ...hosts];
}
