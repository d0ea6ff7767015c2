import { PodIdentityAssociation } from '@pulumi/aws/eks/podIdentityAssociation.js';
import { Role } from '@pulumi/aws/iam/role.js';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy.js';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment.js';
import { all, type Output, type Resource } from '@pulumi/pulumi';
import type { Identity, IdentityName } from '../../../model/aws/infrastructure.ts';
import { AwsComponent, type AwsContext } from './component.ts';
import type { ControlPlane } from './control-plane.ts';
import type { PolicyContext } from './iam/context.ts';
import { permissions } from './iam/index.ts';
import { policyText } from './iam/policy.ts';
import { podTrust } from './iam/trust.ts';

/** Add-ons hand the role to their pods themselves. */
const byAddon: readonly IdentityName[] = ['cni', 'ebs-csi'];

/** The roles of the platform's pods: each for the service accounts of one program, each with what that program needs. */
export class Identities extends AwsComponent {
  /** ARNs of roles by the part of the platform. */
  readonly roleArns: Readonly<Record<string, Output<string>>>;
  /** Links of service accounts and roles: pods that start before them run without a role. */
  readonly links: readonly Resource[];

  constructor(context: AwsContext, control: ControlPlane, about: Output<PolicyContext>, parent: Resource) {
    super('Identities', `${context.infrastructure.settings.name}-identities`, context, { parent });
    const { identities, tags } = context.infrastructure;
    const made = identities.map((identity) => ({ identity, role: this.role(context, control, about, identity) }));
    this.roleArns = Object.fromEntries(made.map(({ identity, role }) => [identity.name, role.arn]));
    const clusterName = control.cluster.name;
    this.links = made
      .filter(({ identity }) => !byAddon.includes(identity.name))
      .flatMap(({ identity: { namespace, serviceAccounts }, role }) =>
        serviceAccounts.map((serviceAccount) => {
          const inputs = { clusterName, namespace, serviceAccount, roleArn: role.arn, tags };
          return new PodIdentityAssociation(`${this.prefix}-${serviceAccount}`, inputs, this.child);
        }),
      );
    this.registerOutputs({});
  }

  private role(
    { infrastructure: { tags }, account }: AwsContext,
    { cluster, provider, issuer }: ControlPlane,
    about: Output<PolicyContext>,
    identity: Identity,
  ): Role {
    const name = `${this.prefix}-${identity.name}`; // manifests refer to it
    const trust = all([cluster.name, provider.arn, issuer]).apply(([clusterName, arn, url]) =>
      policyText(podTrust(identity, clusterName, account, { arn, issuer: url.replace('https://', '') })),
    );
    const role = new Role(name, { name, assumeRolePolicy: trust, tags }, this.child);
    const permission = permissions[identity.name];
    if ('managed' in permission) {
      new RolePolicyAttachment(name, { role: role.name, policyArn: permission.managed }, this.child);
    } else {
      new RolePolicy(
        name,
        { role: role.id, policy: about.apply((known) => policyText(permission.own(known))) },
        this.child,
      );
    }
    return role;
  }
}
