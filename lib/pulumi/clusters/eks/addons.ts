import { Addon } from '@pulumi/aws/eks/addon.js';
import { getAddonVersionOutput } from '@pulumi/aws/eks/getAddonVersion.js';
import type { Output, Resource } from '@pulumi/pulumi';
import type { IdentityName } from '../../../model/aws/infrastructure.ts';
import type { AwsContext } from './component.ts';
import type { ControlPlane } from './control-plane.ts';

/** What an add-on needs beside its version. */
interface AddonTraits {
  /** Configuration, as the add-on's own schema says. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** Role of its pods. */
  readonly identity?: IdentityName;
}

const traits: Readonly<Record<string, AddonTraits>> = {
  // without this it accepts NetworkPolicies and enforces none
  'vpc-cni': { configuration: { enableNetworkPolicy: 'true' }, identity: 'cni' },
  'aws-ebs-csi-driver': { identity: 'ebs-csi' },
};

/** Add-ons that a node isn't ready without; all others run on nodes. */
const beforeNodes = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'];

/** When an add-on is made: before the first node or after it. */
export function addonNames(context: AwsContext, when: 'before' | 'after'): readonly string[] {
  return Object.keys(context.infrastructure.addons).filter(
    (name) => beforeNodes.includes(name) === (when === 'before'),
  );
}

/** Add-ons of EKS, each in its pinned version; one that none is known of, in the version that AWS recommends. */
export function makeAddons(
  { infrastructure: { addons, settings, tags, identities } }: AwsContext,
  names: readonly string[],
  { cluster }: ControlPlane,
  roleArns: Readonly<Record<string, Output<string>>>,
  options: { readonly parent: Resource; readonly dependsOn?: Resource[] },
): readonly Addon[] {
  return names.map((addonName) => {
    const { configuration, identity } = traits[addonName] ?? {};
    const account = identities.find(({ name }) => name === identity);
    const roleArn = identity && roleArns[identity];
    return new Addon(
      `${settings.name}-${addonName}`,
      {
        addonName,
        addonVersion: addons[addonName] ?? recommended(addonName, settings.version, options.parent),
        clusterName: cluster.name,
        resolveConflictsOnCreate: 'OVERWRITE',
        resolveConflictsOnUpdate: 'OVERWRITE',
        ...(configuration ? { configurationValues: JSON.stringify(configuration) } : {}),
        ...(account && roleArn
          ? { podIdentityAssociations: account.serviceAccounts.map((serviceAccount) => ({ roleArn, serviceAccount })) }
          : {}),
        tags,
      },
      options,
    );
  });
}

function recommended(addonName: string, kubernetesVersion: string, parent: Resource): Output<string> {
  return getAddonVersionOutput({ addonName, kubernetesVersion }, { parent }).version;
}
