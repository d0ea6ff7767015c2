import { at, type CloudGraph, type CloudResource, list } from '../graph.ts';
import { aws } from '../types.ts';
import { type CloudInvariant, ofEach } from './invariant.ts';

/** Machines of a pool are made from it. */
const templateOf = (graph: CloudGraph, { props }: CloudResource) =>
  graph.find(aws.launchTemplate, at(props.launchTemplate, 'id'));

/** Machines: how they start, what they are made of, who gets in. */
export const nodes: readonly CloudInvariant[] = [
  ofEach(
    'nodes/from-a-template',
    'Every pool is made from a launch template of ours.',
    'EKS would choose the disk, and let pods ask for the machine’s credentials.',
    aws.nodeGroup,
    (pool, graph) => !templateOf(graph, pool) && 'no launch template',
  ),
  ofEach(
    'nodes/no-credentials-for-pods',
    'The metadata service wants a session (IMDSv2) and answers at a distance of one hop.',
    'Any pod could act as its machine.',
    aws.launchTemplate,
    ({ props }) => {
      const { httpTokens, httpPutResponseHopLimit } = (props.metadataOptions ?? {}) as Readonly<
        Record<string, unknown>
      >;
      return (
        !(httpTokens === 'required' && httpPutResponseHopLimit === 1) &&
        `httpTokens ${httpTokens}, hop limit ${httpPutResponseHopLimit}`
      );
    },
  ),
  ofEach(
    'nodes/encrypted-disks',
    'Disks of machines are encrypted.',
    'They hold images, logs and every empty directory of every pod.',
    aws.launchTemplate,
    ({ props }) => {
      const disks = list(props.blockDeviceMappings);
      return (
        (disks.length === 0 || disks.some((disk) => at(disk, 'ebs', 'encrypted') !== 'true')) && 'a disk in plain text'
      );
    },
  ),
  ofEach(
    'nodes/gp3',
    'Disks of machines are gp3.',
    'The older gp2 costs a fifth more and is slower.',
    aws.launchTemplate,
    ({ props }) =>
      list(props.blockDeviceMappings).some((disk) => at(disk, 'ebs', 'volumeType') !== 'gp3') &&
      'a disk of another type',
  ),
  ofEach(
    'nodes/spot-has-choice',
    'A spot pool has three types of machines at least.',
    'AWS takes one type back all at once.',
    aws.nodeGroup,
    ({ props }) => {
      const types = new Set(list(props.instanceTypes));
      return props.capacityType === 'SPOT' && types.size < 3 && `${types.size} types`;
    },
  ),
  ofEach(
    'nodes/no-remote-access',
    'EKS opens no SSH to a pool.',
    'Its remote access opens port 22 to everybody unless told otherwise.',
    aws.nodeGroup,
    ({ props }) => list(props.remoteAccess).length > 0 && 'remoteAccess',
  ),
  ofEach(
    'nodes/version-of-the-control-plane',
    'Nodes have the version of the control plane.',
    'A node that lags behind is a node that one day does not join.',
    aws.nodeGroup,
    ({ props }, graph) => {
      const versions = graph.ofType(aws.cluster).map((cluster) => cluster.props.version);
      return !versions.includes(props.version) && `the version ${props.version}`;
    },
  ),
  ofEach(
    'nodes/rolled-in-parts',
    'An update takes a third of a pool at a time.',
    'Nodes that go together take all pods of a workload along.',
    aws.nodeGroup,
    ({ props }) => {
      const percent = Number(at(props.updateConfig, 'maxUnavailablePercentage') ?? 100);
      return percent > 33 && `${percent} % at once`;
    },
  ),
  ofEach(
    'nodes/say-their-market',
    'Nodes say whether they are spot.',
    'A database could not keep away from machines that are taken back.',
    aws.nodeGroup,
    ({ props }) => {
      const market = at(props.labels, 'unifyops.dev/market');
      return market !== (props.capacityType === 'SPOT' ? 'spot' : 'on-demand') && `the label ${market}`;
    },
  ),
  ofEach(
    'nodes/machines-are-tagged',
    'Machines and disks carry the tags of their pool.',
    'The bill would not know whose they are.',
    aws.launchTemplate,
    ({ props }) => {
      const tagged = list(props.tagSpecifications).map((one) => at(one, 'resourceType'));
      const missing = ['instance', 'volume'].filter((type) => !tagged.includes(type));
      return missing.length > 0 && `no tags for ${missing.join(' and ')}`;
    },
  ),
];
