import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup.js';
import { AccessEntry } from '@pulumi/aws/eks/accessEntry.js';
import { AccessPolicyAssociation } from '@pulumi/aws/eks/accessPolicyAssociation.js';
import { Cluster } from '@pulumi/aws/eks/cluster.js';
import { OpenIdConnectProvider } from '@pulumi/aws/iam/openIdConnectProvider.js';
import { Role } from '@pulumi/aws/iam/role.js';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment.js';
import type { Key } from '@pulumi/aws/kms/key.js';
import type { Output, Resource } from '@pulumi/pulumi';
import { AwsComponent, type AwsContext } from './component.ts';
import { policyText } from './iam/policy.ts';
import { serviceTrust } from './iam/trust.ts';
import type { Network } from './network/network.ts';

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;
const adminPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';

/** The Kubernetes API of a cluster, and who may ask it. */
export class ControlPlane extends AwsComponent {
  readonly cluster: Cluster;
  /** Turns tokens of service accounts into roles. */
  readonly provider: OpenIdConnectProvider;
  /** The group that EKS makes for the control plane and the nodes to talk to each other. */
  readonly groupId: Output<string>;

  constructor(context: AwsContext, network: Network, key: Key, parent: Resource) {
    super('ControlPlane', `${context.infrastructure.settings.name}-control-plane`, context, { parent });
    const { settings, tags } = context.infrastructure;
    const name = settings.name;
    const logs = new LogGroup(
      `${name}-audit`,
      { name: `/aws/eks/${name}/cluster`, retentionInDays: settings.logDays, kmsKeyId: key.arn, tags },
      this.child,
    );
    const trust = serviceTrust('eks.amazonaws.com', context.account);
    const role = new Role(`${name}-control-plane`, { assumeRolePolicy: policyText(trust), tags }, this.child);
    const rights = new RolePolicyAttachment(
      `${name}-control-plane`,
      { role: role.name, policyArn: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy' },
      this.child,
    );
    this.cluster = new Cluster(
      name,
      {
        name,
        version: settings.version,
        roleArn: role.arn,
        vpcConfig: {
          subnetIds: network.subnetIds('control'),
          endpointPrivateAccess: true,
          endpointPublicAccess: settings.publicEndpoint.length > 0,
          ...(settings.publicEndpoint.length > 0 ? { publicAccessCidrs: [...settings.publicEndpoint] } : {}),
        },
        accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
        bootstrapSelfManagedAddons: false, // each comes as a pinned add-on
        encryptionConfig: { provider: { keyArn: key.arn }, resources: ['secrets'] },
        enabledClusterLogTypes: [...logTypes],
        kubernetesNetworkConfig: { serviceIpv4Cidr: settings.serviceCidr },
        upgradePolicy: { supportType: 'STANDARD' }, // extended support costs six times as much
        deletionProtection: !settings.disposable,
        tags,
      },
      { parent: this, protect: context.protect, dependsOn: [rights, logs] },
    );
    this.groupId = this.cluster.vpcConfig.clusterSecurityGroupId;
    this.provider = new OpenIdConnectProvider(
      name,
      { url: this.issuer, clientIdLists: ['sts.amazonaws.com'], tags },
      this.child,
    );
    for (const principalArn of settings.admins) this.admit(principalArn, context);
    this.registerOutputs({ name: this.cluster.name });
  }

  /** Address of the issuer of service accounts' tokens. */
  get issuer(): Output<string> {
    return this.cluster.identities.apply(([identity]) => identity?.oidcs[0]?.issuer ?? '');
  }

  private admit(principalArn: string, { infrastructure: { tags } }: AwsContext): void {
    const name = `${this.prefix}-${principalArn.split(':').at(-1)?.replaceAll('/', '-')}`;
    const clusterName = this.cluster.name;
    const entry = new AccessEntry(name, { clusterName, principalArn, tags }, this.child);
    const policy = { clusterName, principalArn, policyArn: adminPolicy, accessScope: { type: 'cluster' } };
    new AccessPolicyAssociation(name, policy, { parent: this, dependsOn: [entry] });
  }
}
