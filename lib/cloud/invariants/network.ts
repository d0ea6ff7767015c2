import { contains, overlaps, parseCidr } from '../../model/values/cidr.ts';
import { ownPorts } from '../../model/values/port.ts';
import { at, list } from '../graph.ts';
import { databaseSubnets, isOpenToInternet, routesOf, tableOf } from '../reach/routes.ts';
import { aws } from '../types.ts';
import { type CloudInvariant, ofEach } from './invariant.ts';

/** The network: who has a way in, who has a way out, and that addresses are whose they seem to be. */
export const network: readonly CloudInvariant[] = [
  ofEach(
    'network/machines-have-no-way-in',
    'No route leads from the internet to a node.',
    'A node that is reached is attacked; whoever holds it holds every pod on it.',
    aws.nodeGroup,
    ({ props }, graph) => {
      const open = graph.referred(aws.subnet, props.subnetIds).find((subnet) => isOpenToInternet(graph, subnet));
      return open && `the subnet ${open.name}, which has a route to the internet gateway`;
    },
  ),
  ofEach(
    'network/databases-have-no-way-in',
    'No route leads from the internet to a database.',
    'A password is then all that stands between the data and everybody.',
    aws.database,
    (database, graph) => {
      const subnets = databaseSubnets(graph, database);
      if (subnets.length === 0) return 'no subnets of its own';
      const open = subnets.find((subnet) => isOpenToInternet(graph, subnet));
      return open && `the subnet ${open.name}, which has a route to the internet gateway`;
    },
  ),
  ofEach(
    'network/databases-have-no-way-out',
    'Nothing leads from the subnets of a database beyond the network.',
    'Data leaves by the way that nobody needed.',
    aws.database,
    (database, graph) =>
      databaseSubnets(graph, database)
        .map((subnet) => tableOf(graph, subnet))
        .some((table) => table && routesOf(graph, table).length > 0) && 'a route out of the network',
  ),
  ofEach(
    'network/control-plane-has-no-way-in',
    "The control plane's interfaces are in subnets without a route to the internet.",
    'The ranges that pods admit as the API server must hold nothing else.',
    aws.cluster,
    ({ props }, graph) =>
      graph.referred(aws.subnet, at(props.vpcConfig, 'subnetIds')).some((subnet) => isOpenToInternet(graph, subnet)) &&
      'a subnet with a route to the internet gateway',
  ),
  ofEach(
    'network/no-public-addresses-by-default',
    'No subnet gives public addresses to whatever starts in it.',
    'A machine in the wrong subnet would be on the internet at once.',
    aws.subnet,
    ({ props }) => props.mapPublicIpOnLaunch === true && 'mapPublicIpOnLaunch: true',
  ),
  ofEach(
    'network/subnets-inside',
    'Every subnet lies in the range of its network.',
    'AWS refuses it, halfway through an update.',
    aws.subnet,
    ({ props }, graph) => {
      const range = String(graph.find(aws.vpc, props.vpcId)?.props.cidrBlock ?? '');
      const own = String(props.cidrBlock);
      return (
        (range === '' || !contains(parseCidr(range), parseCidr(own))) && `${own} outside of ${range || 'any network'}`
      );
    },
  ),
  {
    id: 'network/subnets-apart',
    title: 'No two subnets share an address.',
    why: 'AWS refuses the second, halfway through an update.',
    check: (graph) => {
      const subnets = graph.ofType(aws.subnet);
      const range = (index: number) => parseCidr(String(subnets[index]?.props.cidrBlock));
      return subnets.flatMap((resource, index) => {
        const other = subnets.findIndex((_, before) => before < index && overlaps(range(before), range(index)));
        return other < 0 ? [] : [{ resource, found: `${range(index).text}, which ${subnets[other]?.name} has too` }];
      });
    },
  },
  ofEach(
    'network/subnets-have-one-table',
    'Every subnet has exactly one route table of ours.',
    "Without one it gets the network's main table, which anybody may have changed.",
    aws.subnet,
    ({ id }, graph) => {
      const count = graph.ofType(aws.routeTableAssociation).filter(({ props }) => props.subnetId === id).length;
      return count !== 1 && `${count} tables`;
    },
  ),
  ofEach(
    'network/nat-is-reachable',
    'A NAT gateway stands in a subnet that has a route to the internet.',
    'Nodes could pull no image.',
    aws.natGateway,
    ({ props }, graph) => {
      const subnet = graph.find(aws.subnet, props.subnetId);
      return !(subnet && isOpenToInternet(graph, subnet)) && 'a subnet without a route to the internet gateway';
    },
  ),
  ofEach(
    'network/nodes-have-a-way-out',
    'Every subnet of nodes has a route to a NAT gateway.',
    'Nodes could pull no image, and never become ready.',
    aws.nodeGroup,
    ({ props }, graph) => {
      const lost = graph.referred(aws.subnet, props.subnetIds).find((subnet) => {
        const table = tableOf(graph, subnet);
        return !table || !routesOf(graph, table).some(({ natGatewayId }) => graph.find(aws.natGateway, natGatewayId));
      });
      return lost && `the subnet ${lost.name}, which has none`;
    },
  ),
  ofEach(
    'network/several-zones',
    'Nodes, databases and the control plane are spread over two zones at least.',
    'A zone fails, and everything with it.',
    [aws.nodeGroup, aws.cluster, aws.subnetGroup],
    ({ props }, graph) => {
      const ids = props.subnetIds ?? at(props.vpcConfig, 'subnetIds');
      const zones = new Set(graph.referred(aws.subnet, ids).map((subnet) => subnet.props.availabilityZone));
      return zones.size < 2 && `${zones.size} zones`;
    },
  ),
  ofEach(
    'network/flow-logs',
    'Who talked to whom is written down, what was refused too.',
    'After an attack nobody can tell what was touched.',
    aws.vpc,
    ({ id }, graph) =>
      !graph.ofType(aws.flowLog).some(({ props }) => props.vpcId === id && props.trafficType === 'ALL') &&
      'no flow log of all traffic',
  ),
  ofEach(
    'network/databases-are-fenced',
    'A network ACL in front of a database lets in the ports of databases, from subnets of nodes, and nothing else.',
    'A security group that somebody opens by mistake would be the only fence.',
    aws.database,
    (database, graph) => {
      const ranges = graph.ofType(aws.nodeGroup).flatMap(({ props }) => graph.referred(aws.subnet, props.subnetIds));
      const inside = ranges.map(({ props }) => props.cidrBlock);
      const fenced = (subnet: string) =>
        graph.ofType(aws.networkAcl).find(({ props }) => list(props.subnetIds).includes(subnet));
      for (const { id, name } of databaseSubnets(graph, database)) {
        const acl = fenced(id);
        if (!acl) return `the subnet ${name} without a network ACL of its own`;
        const narrow = ({ fromPort, toPort }: Readonly<Record<string, unknown>>) =>
          (fromPort === database.props.port && toPort === database.props.port) ||
          (Number(fromPort) >= ownPorts.first && Number(toPort) <= ownPorts.last);
        const wide = (list(acl.props.ingress) as Readonly<Record<string, unknown>>[]).find(
          (rule) => !inside.includes(rule.cidrBlock) || !narrow(rule),
        );
        if (wide) return `the rule ${wide.ruleNo}: ${wide.cidrBlock}, ports ${wide.fromPort} to ${wide.toPort}`;
      }
      return undefined;
    },
  ),
  ofEach(
    'network/s3-without-nat',
    'S3 is reached without NAT.',
    'Every image layer and every log would be paid for by the gigabyte.',
    aws.vpc,
    ({ id }, graph) =>
      !graph
        .ofType(aws.vpcEndpoint)
        .some(({ props }) => props.vpcId === id && String(props.serviceName).endsWith('.s3')) && 'no endpoint of S3',
  ),
  ofEach(
    'network/load-balancers-find-subnets',
    'Subnets of load balancers carry the tag that their controller looks for.',
    'The controller makes no load balancer, and says so in its own log alone.',
    aws.subnet,
    (subnet, graph) => {
      const wanted = isOpenToInternet(graph, subnet) ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb';
      const nodes = graph.ofType(aws.nodeGroup).some(({ props }) => list(props.subnetIds).includes(subnet.id));
      const needed = nodes || wanted === 'kubernetes.io/role/elb';
      return needed && at(subnet.props.tags, wanted) !== '1' && `no tag ${wanted}`;
    },
  ),
  ofEach(
    'network/services-apart',
    'Addresses of Services are in no network.',
    'Whoever has such an address in the network could not be reached from a pod.',
    aws.cluster,
    ({ props }, graph) => {
      const services = String(at(props.kubernetesNetworkConfig, 'serviceIpv4Cidr'));
      const vpc = graph
        .ofType(aws.vpc)
        .find(({ props: { cidrBlock } }) => overlaps(parseCidr(services), parseCidr(String(cidrBlock))));
      return vpc && `${services}, which overlaps ${vpc.props.cidrBlock}`;
    },
  ),
];
