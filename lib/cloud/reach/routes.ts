import { type CloudGraph, type CloudResource, list } from '../graph.ts';
import { aws } from '../types.ts';

/** The table that decides where packets of a subnet go. */
export function tableOf(graph: CloudGraph, subnet: CloudResource): CloudResource | undefined {
  const association = graph.ofType(aws.routeTableAssociation).find(({ props }) => props.subnetId === subnet.id);
  return graph.find(aws.routeTable, association?.props.routeTableId);
}

/** Routes of a table, those written into the table itself and those that stand alone. */
export function routesOf(graph: CloudGraph, table: CloudResource): readonly Readonly<Record<string, unknown>>[] {
  const alone = graph.ofType(aws.route).filter(({ props }) => props.routeTableId === table.id);
  return [...(list(table.props.routes) as Readonly<Record<string, unknown>>[]), ...alone.map(({ props }) => props)];
}

/** Whether packets from the internet find their way into a subnet: some route of its table leads to an internet gateway. */
export function isOpenToInternet(graph: CloudGraph, subnet: CloudResource): boolean {
  const table = tableOf(graph, subnet);
  return table !== undefined && routesOf(graph, table).some(({ gatewayId }) => isInternetGateway(graph, gatewayId));
}

function isInternetGateway(graph: CloudGraph, id: unknown): boolean {
  return graph.find(aws.internetGateway, id) !== undefined;
}

/** The subnets of a database. */
export function databaseSubnets(graph: CloudGraph, database: CloudResource): readonly CloudResource[] {
  const named = graph.find(aws.subnetGroup, database.props.dbSubnetGroupName);
  return graph.referred(aws.subnet, named?.props.subnetIds);
}
