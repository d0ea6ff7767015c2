import { list } from '../graph.ts';
import { databaseReach, isReachedFromInternet, openMachines } from '../reach/database.ts';
import { admissions, isEverybody, machinesIn } from '../reach/groups.ts';
import { aws } from '../types.ts';
import { type CloudInvariant, ofEach } from './invariant.ts';

/** Ports that the internet may ask. */
const publicPorts = [80, 443];

/** Security groups: who may open a connection. */
export const groups: readonly CloudInvariant[] = [
  ofEach(
    'groups/only-80-and-443-are-public',
    'Nothing but the ports 80 and 443 of load balancers is open to everybody.',
    'Every other port that is open to the internet is asked within minutes.',
    aws.securityGroup,
    (group, graph) => {
      const open = admissions(graph, group.id).filter(({ source }) => 'range' in source && isEverybody(source.range));
      const wrong = open.find(({ ports: [first, last] }) => first !== last || !publicPorts.includes(first));
      if (wrong) return `ports ${wrong.ports.join(' to ')} open to everybody`;
      const [machines] = open.length > 0 ? machinesIn(graph, group) : [];
      return machines && `the machines of ${machines.name}, which are members of a public group`;
    },
  ),
  ofEach(
    'groups/databases-know-groups',
    'A database admits security groups, and no range of addresses.',
    'A range admits whatever gets an address in it next.',
    aws.database,
    ({ props }, graph) => {
      const rules = admissions(graph, props.vpcSecurityGroupIds);
      if (rules.length === 0) return 'a group that admits nobody';
      const range = rules.find(({ source }) => 'range' in source);
      return range && 'range' in range.source && `the range ${range.source.range}`;
    },
  ),
  ofEach(
    'groups/databases-admit-one-port',
    'A database admits its own port and no other.',
    'What listens there besides is nobody’s business.',
    aws.database,
    ({ props }, graph) => {
      const wide = admissions(graph, props.vpcSecurityGroupIds).find(
        ({ ports: [first, last] }) => first !== props.port || last !== props.port,
      );
      return wide && `the ports ${wide.ports.join(' to ')}`;
    },
  ),
  ofEach(
    'groups/databases-have-own-ports',
    'No two databases of the same subnets listen on one port.',
    'A policy that lets pods out to their database would let them out to the other one too.',
    aws.database,
    ({ id, props }, graph) => {
      const twin = graph
        .ofType(aws.database)
        .find(
          (other) =>
            other.id !== id &&
            other.props.port === props.port &&
            other.props.dbSubnetGroupName === props.dbSubnetGroupName,
        );
      return twin && `the port ${props.port}, which ${twin.name} has too`;
    },
  ),
  ofEach(
    'groups/internet-reaches-no-database',
    'The internet can open no connection to a database: route tables, security groups, ACLs and addresses taken together.',
    'It is the data of every customer.',
    aws.database,
    (database, graph) => isReachedFromInternet(databaseReach(graph, database)) && 'a way in from the internet',
  ),
  ofEach(
    'groups/internet-reaches-no-machine',
    'The internet can open no connection to a node.',
    'Pods are reached through the load balancer, or not at all.',
    aws.nodeGroup,
    ({ name }, graph) => openMachines(graph).includes(name) && 'a way in from the internet',
  ),
  ofEach(
    'groups/no-ssh',
    'No security group admits SSH.',
    'Session Manager needs no open port, and writes down who did what.',
    aws.securityGroup,
    ({ id }, graph) =>
      admissions(graph, id).some(({ ports: [first, last] }) => first <= 22 && 22 <= last) && 'a rule with port 22',
  ),
  ofEach(
    'groups/edge-leads-to-ports',
    'A load balancer leads to single ports of pods.',
    'A group that admits it everywhere opens every debug port of every pod.',
    aws.securityGroup,
    ({ id }, graph) => {
      const wide = admissions(graph, id).find(({ ports: [first, last] }) => first !== last);
      return wide && `the ports ${wide.ports.join(' to ')}`;
    },
  ),
  ofEach(
    'groups/say-what-for',
    'Every security group says what it is for.',
    'A description can not be changed later, and whoever reads the rules needs it.',
    aws.securityGroup,
    ({ props }) => !props.description && 'no description',
  ),
  ofEach(
    'groups/default-group-is-shut',
    'The default group of the network lets nothing through.',
    'Whatever is made without a group gets it.',
    aws.vpc,
    ({ id }, graph) => {
      const shut = graph.ofType(aws.defaultSecurityGroup).find(({ props }) => props.vpcId === id);
      if (!shut) return 'a default group as AWS makes it';
      return [shut.props.ingress, shut.props.egress].flatMap(list).length > 0 && 'a default group with rules';
    },
  ),
];
