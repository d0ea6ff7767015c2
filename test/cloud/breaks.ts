import { aws } from '../../lib/cloud/types.ts';
import { add, type Change, edit, inside, remove, set } from './change.ts';

const toInternet = (graph: { ofType(type: string): readonly { id: string }[] }) => ({
  natGatewayId: undefined,
  gatewayId: graph.ofType(aws.internetGateway)[0]?.id,
});
const isolatedToInternet = add(
  aws.route,
  (graph) => ({
    ...toInternet(graph),
    routeTableId: graph.ofType(aws.routeTable).find(({ name }) => name.endsWith('isolated'))?.id,
  }),
  'isolated',
);
const groupRule = (group: RegExp, rule: Readonly<Record<string, unknown>>) =>
  add(aws.ingressRule, (graph) => ({
    securityGroupId: graph.ofType(aws.securityGroup).find(({ name }) => group.test(name))?.id,
    referencedSecurityGroupId: undefined,
    ipProtocol: 'tcp',
    ...rule,
  }));
const policy = (statement: Readonly<Record<string, unknown>>) =>
  set(aws.rolePolicy, { policy: JSON.stringify({ Statement: [{ Effect: 'Allow', ...statement }] }) }, /external-dns/);
const trust = (statement: Readonly<Record<string, unknown>>) =>
  set(
    aws.role,
    { assumeRolePolicy: JSON.stringify({ Statement: [{ Sid: 'Bad', Effect: 'Allow', ...statement }] }) },
    /observability/,
  );
const everybody = '0.0.0.0/0';

/** For each invariant a mistake that somebody might make; each must be found. */
export const breaks: Readonly<Record<string, Change>> = {
  'network/machines-have-no-way-in': (graph) => set(aws.route, toInternet(graph), /private/)(graph),
  'network/databases-have-no-way-in': isolatedToInternet,
  'network/databases-have-no-way-out': isolatedToInternet,
  'network/control-plane-has-no-way-in': isolatedToInternet,
  'network/no-public-addresses-by-default': set(aws.subnet, { mapPublicIpOnLaunch: true }, /private-a/),
  'network/subnets-inside': set(aws.subnet, { cidrBlock: '10.9.0.0/24' }, /private-a/),
  'network/subnets-apart': set(aws.subnet, { cidrBlock: '10.0.0.0/24' }, /private-a/),
  'network/subnets-have-one-table': remove(aws.routeTableAssociation, /database-a/),
  'network/nat-is-reachable': remove(aws.route, /public/),
  'network/nodes-have-a-way-out': remove(aws.route, /private-b/),
  'network/several-zones': set(aws.subnet, { availabilityZone: 'us-east-1a' }, /control/),
  'network/flow-logs': set(aws.flowLog, { trafficType: 'ACCEPT' }),
  'network/databases-are-fenced': set(aws.networkAcl, ({ ingress }) => ({
    ingress: [
      ...(ingress as object[]),
      { ruleNo: 200, action: 'allow', protocol: 'tcp', cidrBlock: everybody, fromPort: 22, toPort: 22 },
    ],
  })),
  'network/s3-without-nat': remove(aws.vpcEndpoint, /s3/),
  'network/load-balancers-find-subnets': set(aws.subnet, { tags: {} }, /public-a/),
  'network/services-apart': set(aws.cluster, { kubernetesNetworkConfig: { serviceIpv4Cidr: '10.0.0.0/20' } }),
  'groups/only-80-and-443-are-public': groupRule(/edge/, { cidrIpv4: everybody, fromPort: 8080, toPort: 8080 }),
  'groups/databases-know-groups': groupRule(/postgres/, { cidrIpv4: '10.0.64.0/19', fromPort: 5432, toPort: 5432 }),
  'groups/databases-admit-one-port': groupRule(/postgres/, { cidrIpv4: '10.0.64.0/19', fromPort: 0, toPort: 65535 }),
  'groups/databases-have-own-ports': add(aws.database, {}),
  'groups/internet-reaches-no-database': (graph) =>
    groupRule(/postgres/, { cidrIpv4: everybody, fromPort: 0, toPort: 65535 })(
      set(aws.database, { publiclyAccessible: true })(isolatedToInternet(graph)),
    ),
  'groups/internet-reaches-no-machine': set(aws.launchTemplate, {
    networkInterfaces: [{ associatePublicIpAddress: 'true' }],
  }),
  'groups/no-ssh': groupRule(/nodes/, { cidrIpv4: '10.0.0.0/16', fromPort: 22, toPort: 22 }),
  'groups/edge-leads-to-ports': groupRule(/nodes/, { cidrIpv4: '10.0.0.0/20', fromPort: 1024, toPort: 65535 }),
  'groups/say-what-for': set(aws.securityGroup, { description: undefined }, /nodes/),
  'groups/default-group-is-shut': set(aws.defaultSecurityGroup, { ingress: [{ protocol: '-1', self: true }] }),
  'control-plane/private-endpoint': set(aws.cluster, inside('vpcConfig', { endpointPrivateAccess: false })),
  'control-plane/public-endpoint-declared': set(aws.cluster, inside('vpcConfig', { publicAccessCidrs: [everybody] })),
  'control-plane/secrets-encrypted': set(aws.cluster, { encryptionConfig: undefined }),
  'control-plane/logs': set(aws.cluster, { enabledClusterLogTypes: ['api'] }),
  'control-plane/access-entries': set(aws.cluster, { accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } }),
  'control-plane/supported-version': set(aws.cluster, { version: '1.30' }),
  'control-plane/no-extended-support': set(aws.cluster, { upgradePolicy: undefined }),
  'control-plane/deletion-protection': set(aws.cluster, { deletionProtection: false }),
  'control-plane/addons-by-eks': set(aws.cluster, { bootstrapSelfManagedAddons: undefined }),
  'control-plane/addons-complete': remove(aws.addon, /metrics-server/),
  'control-plane/addons-pinned': set(aws.addon, { addonVersion: undefined }, /coredns/),
  'control-plane/policies-enforced': set(aws.addon, { configurationValues: '{}' }, /vpc-cni/),
  'control-plane/administrators-are-roles': set(aws.accessPolicyAssociation, {
    principalArn: 'arn:aws:iam::123456789012:user/jo',
  }),
  'nodes/from-a-template': set(aws.nodeGroup, { launchTemplate: undefined }, /base/),
  'nodes/no-credentials-for-pods': set(aws.launchTemplate, inside('metadataOptions', { httpPutResponseHopLimit: 2 })),
  'nodes/encrypted-disks': set(aws.launchTemplate, { blockDeviceMappings: [{ ebs: { volumeType: 'gp3' } }] }),
  'nodes/gp3': set(aws.launchTemplate, { blockDeviceMappings: [{ ebs: { volumeType: 'gp2', encrypted: 'true' } }] }),
  'nodes/spot-has-choice': set(aws.nodeGroup, { instanceTypes: ['t3.large'] }, /batch/),
  'nodes/no-remote-access': set(aws.nodeGroup, { remoteAccess: { ec2SshKey: 'key' } }),
  'nodes/version-of-the-control-plane': set(aws.nodeGroup, { version: '1.35' }, /base/),
  'nodes/rolled-in-parts': set(aws.nodeGroup, { updateConfig: undefined }),
  'nodes/say-their-market': set(aws.nodeGroup, { capacityType: 'SPOT' }, /base/),
  'nodes/machines-are-tagged': set(aws.launchTemplate, { tagSpecifications: [{ resourceType: 'instance' }] }),
  'data/protected': edit(aws.database, /./, (resource) => ({ ...resource, protect: false })),
  'data/databases-encrypted': set(aws.database, { storageEncrypted: false }),
  'data/databases-private': set(aws.database, { publiclyAccessible: true }),
  'data/databases-want-tls': set(aws.parameterGroup, { parameters: [] }),
  'data/databases-backed-up': set(aws.database, { backupRetentionPeriod: 1 }),
  'data/databases-not-deleted': set(aws.database, { skipFinalSnapshot: true }),
  'data/databases-grow': set(aws.database, { maxAllocatedStorage: undefined }),
  'data/databases-have-secrets': remove(aws.secret, /postgres/),
  'data/buckets-versioned': set(aws.bucketVersioning, { versioningConfiguration: { status: 'Suspended' } }, /state/),
  'data/buckets-encrypted': remove(aws.bucketEncryption, /observability/),
  'data/buckets-private': set(aws.bucketPublicAccessBlock, { blockPublicPolicy: false }, /observability/),
  'data/buckets-want-tls': remove(aws.bucketPolicy, /backups/),
  'data/buckets-have-one-owner': set(
    aws.bucketOwnership,
    { rule: { objectOwnership: 'ObjectWriter' } },
    /observability/,
  ),
  'data/volumes-encrypted': set(aws.storageClass, { parameters: { type: 'gp3' } }),
  'data/logs-encrypted-and-bounded': set(aws.logGroup, { retentionInDays: undefined }, /audit/),
  'data/keys-turn-over': set(aws.key, { enableKeyRotation: false }),
  'data/secrets-come-back': set(aws.secret, { recoveryWindowInDays: 0 }),
  'identity/no-star-on-star': policy({ Sid: 'All', Action: '*', Resource: '*' }),
  'identity/wildcards-declared': policy({ Sid: 'Undeclared', Action: ['s3:ListAllMyBuckets'], Resource: ['*'] }),
  'identity/wildcards-read-only': policy({ Sid: 'FindZones', Action: ['route53:DeleteHostedZone'], Resource: ['*'] }),
  'identity/nobody-unknown': trust({ Action: 'sts:AssumeRole', Principal: { AWS: '*' } }),
  'identity/pods-by-service-account': trust({
    Action: 'sts:AssumeRole',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
  }),
  'identity/services-by-account': trust({ Action: 'sts:AssumeRole', Principal: { Service: 'eks.amazonaws.com' } }),
  'identity/managed-policies-known': set(aws.rolePolicyAttachment, {
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  }),
  'identity/no-users': add('aws:iam/user:User', { name: 'jo', tags: {} }),
  'identity/role-in-one-namespace': set(aws.podIdentity, { roleArn: 'arn:aws:iam::1:role/all' }, /loki|external-dns/),
  'names/tagged': set(aws.natGateway, { tags: { Name: 'nat' } }),
  'names/fit': set(aws.database, { identifier: 'd'.repeat(64) }),
  'names/well-formed': set(aws.bucket, { bucket: 'Under_scores' }, /observability/),
  'names/certificates-by-dns': set(aws.certificate, { validationMethod: 'EMAIL' }),
  'names/budgets-are-heard': set(aws.budget, { notifications: [] }),
};
