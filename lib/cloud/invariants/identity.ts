import { at, type CloudGraph, type CloudResource, list } from '../graph.ts';
import { aws } from '../types.ts';
import { type CloudInvariant, type Finding, ofEach } from './invariant.ts';
import { wildcards } from './wildcards.ts';

/** A statement of a policy as it is read: one value or a list of them. */
type Statement = Readonly<Record<string, unknown>>;

/** Policies that AWS keeps, as far as they give no more than their program needs. */
const managedPolicies = [
  'AmazonEBSCSIDriverPolicy',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEKSClusterPolicy',
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonSSMManagedInstanceCore',
];

/** Properties that hold policies, by type. */
const policyProperties: Readonly<Record<string, string>> = {
  [aws.bucketPolicy]: 'policy',
  [aws.key]: 'policy',
  [aws.role]: 'assumeRolePolicy',
  [aws.rolePolicy]: 'policy',
};

/** Rights in AWS: who has them, and that nobody has more than needed. */
export const identity: readonly CloudInvariant[] = [
  everyStatement(
    'identity/no-star-on-star',
    'No statement allows every action on every resource.',
    'Whoever takes the role owns the account.',
    (statement) =>
      statement.Effect === 'Allow' &&
      actions(statement).includes('*') &&
      resources(statement).includes('*') &&
      'every action on every resource',
  ),
  everyStatement(
    'identity/wildcards-declared',
    'A statement with a wildcard for its resource, or for all actions of a service, is a declared exception.',
    'Rights grow by the star that nobody asked about.',
    (statement) => {
      if (Object.hasOwn(wildcards, String(statement.Sid))) return undefined;
      const wide = [
        ...actions(statement).filter((action) => action.endsWith('*')),
        ...resources(statement).filter((arn) => arn === '*'),
      ];
      return wide.length > 0 && `${wide.join(', ')} in ${String(statement.Sid ?? 'a statement without a name')}`;
    },
  ),
  everyStatement(
    'identity/wildcards-read-only',
    'A right on every resource only reads.',
    'A declared exception is no licence to write.',
    (statement) => {
      if (statement.Effect !== 'Allow' || !resources(statement).includes('*') || statement.Principal) return undefined;
      const writes = actions(statement).filter((action) => !/:(Describe|List|Get)/.test(action));
      return writes.length > 0 && writes.join(', ');
    },
  ),
  everyStatement(
    'identity/nobody-unknown',
    'No policy lets everybody in.',
    'A role that anybody may take is everybody’s.',
    ({ Effect, Principal }) => {
      const all = Principal === '*' || list(at(Principal, 'AWS')).includes('*');
      return Effect === 'Allow' && all && 'everybody';
    },
  ),
  ofEach(
    'identity/pods-by-service-account',
    'A role of pods is for named service accounts in one namespace of one cluster.',
    'Any pod could take it.',
    aws.role,
    (role) => {
      const wrong = statementsOf(role).find((statement) => isForPods(statement) && !isBound(statement));
      return wrong && `the statement ${wrong.Sid} for any pod`;
    },
  ),
  ofEach(
    'identity/services-by-account',
    'A role of a service of AWS is for this account’s use of it.',
    'Somebody else’s cluster could act as ours (the confused deputy).',
    aws.role,
    (role) => {
      const wrong = statementsOf(role).find(({ Principal, Condition }) => {
        const service = at(Principal, 'Service');
        const known = at(Condition, 'StringEquals', 'aws:SourceAccount');
        return service !== undefined && service !== 'ec2.amazonaws.com' && known === undefined;
      });
      return wrong && `the statement ${wrong.Sid} without an account`;
    },
  ),
  ofEach(
    'identity/managed-policies-known',
    'Of the policies that AWS keeps, only those are used that give no more than their program needs.',
    'AdministratorAccess is one of them too.',
    aws.rolePolicyAttachment,
    ({ props }) => {
      const name = String(props.policyArn).split('/').at(-1) ?? '';
      return !managedPolicies.includes(name) && name;
    },
  ),
  {
    id: 'identity/no-users',
    title: 'There are no users and no access keys.',
    why: 'A key that is never taken back is found one day by somebody else.',
    check: (graph) =>
      graph.resources
        .filter(({ type }) => /^aws:iam\/(user|accessKey|group)[:A-Z]/.test(type))
        .map((resource) => ({ resource, found: 'a user, a group or a key' })),
  },
  ofEach(
    'identity/role-in-one-namespace',
    'No role is shared by programs that have nothing to do with each other: its pods are in one namespace.',
    'What one program needs, every other would have.',
    aws.podIdentity,
    ({ urn, props }, graph) => {
      const twin = graph
        .ofType(aws.podIdentity)
        .find(
          (other) =>
            other.urn !== urn && other.props.roleArn === props.roleArn && other.props.namespace !== props.namespace,
        );
      return twin && `the role of ${twin.props.namespace}/${twin.props.serviceAccount}`;
    },
  ),
];

function everyStatement(
  id: string,
  title: string,
  why: string,
  judge: (statement: Statement) => string | false | undefined,
): CloudInvariant {
  return {
    id,
    title,
    why,
    check: (graph: CloudGraph): readonly Finding[] =>
      graph.ofType(...Object.keys(policyProperties)).flatMap((resource) =>
        statementsOf(resource).flatMap((statement) => {
          const found = judge(statement);
          return found ? [{ resource, found }] : [];
        }),
      ),
  };
}

/** The statements of a resource's policy; none where its text can't be known yet. */
function statementsOf({ type, props }: CloudResource): readonly Statement[] {
  const text = props[policyProperties[type] ?? ''];
  if (typeof text !== 'string' || !text.startsWith('{')) return [];
  return list((JSON.parse(text) as { readonly Statement?: unknown }).Statement) as Statement[];
}

const actions = ({ Action }: Statement): readonly string[] => list(Action).map(String);
const resources = ({ Resource }: Statement): readonly string[] => list(Resource).map(String);

function isForPods({ Principal }: Statement): boolean {
  return at(Principal, 'Service') === 'pods.eks.amazonaws.com' || at(Principal, 'Federated') !== undefined;
}

function isBound({ Condition }: Statement): boolean {
  const equal = (at(Condition, 'StringEquals') ?? {}) as Readonly<Record<string, unknown>>;
  const byTags = ['kubernetes-namespace', 'kubernetes-service-account'].every((tag) => equal[`aws:RequestTag/${tag}`]);
  const bySubject = Object.entries(equal).some(([key, value]) => key.endsWith(':sub') && !String(value).includes('*'));
  return byTags || bySubject;
}
