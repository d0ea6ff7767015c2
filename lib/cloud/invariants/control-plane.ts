import { eksVersions } from '../../model/aws/versions.ts';
import { at, list } from '../graph.ts';
import { isEverybody } from '../reach/groups.ts';
import { aws } from '../types.ts';
import { type CloudInvariant, ofEach } from './invariant.ts';
import { keeps } from './kept.ts';

const logs = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];
const neededAddons = [
  'vpc-cni',
  'kube-proxy',
  'coredns',
  'aws-ebs-csi-driver',
  'eks-pod-identity-agent',
  'metrics-server',
];

/** The Kubernetes API: who reaches it, what it keeps, what it writes down. */
export const controlPlane: readonly CloudInvariant[] = [
  ofEach(
    'control-plane/private-endpoint',
    'The API has a private address.',
    'Nodes would ask it over the internet.',
    aws.cluster,
    ({ props }) => at(props.vpcConfig, 'endpointPrivateAccess') !== true && 'no private address',
  ),
  ofEach(
    'control-plane/public-endpoint-declared',
    'From the internet, the API is reached from declared ranges or not at all.',
    'One mistake in its sign-in would then be everybody’s.',
    aws.cluster,
    ({ props }) => {
      if (at(props.vpcConfig, 'endpointPublicAccess') === false) return undefined;
      const ranges = list(at(props.vpcConfig, 'publicAccessCidrs')).map(String);
      if (ranges.length === 0) return 'a public address without ranges: AWS takes that for everybody';
      return ranges.some(isEverybody) && 'a public address for everybody';
    },
  ),
  ofEach(
    'control-plane/secrets-encrypted',
    'Secrets of Kubernetes are encrypted with a key of ours.',
    'A copy of the cluster’s store would hold them in plain text.',
    aws.cluster,
    ({ props }, graph) => {
      const resources = list(at(props.encryptionConfig, 'resources'));
      const key = at(props.encryptionConfig, 'provider', 'keyArn');
      const known = graph.ofType(aws.key).length > 0 && key !== undefined;
      return !(resources.includes('secrets') && known) && 'no encryption of secrets';
    },
  ),
  ofEach(
    'control-plane/logs',
    'The control plane writes down everything it can.',
    'Nobody could tell afterwards who did it.',
    aws.cluster,
    ({ props }) => {
      const missing = logs.filter((type) => !list(props.enabledClusterLogTypes).includes(type));
      return missing.length > 0 && `no ${missing.join(', ')}`;
    },
  ),
  ofEach(
    'control-plane/access-entries',
    'Who may do what is said by access entries, and never by the aws-auth ConfigMap.',
    'A ConfigMap is broken by a typo, and everybody is locked out.',
    aws.cluster,
    ({ props }) => {
      const mode = at(props.accessConfig, 'authenticationMode');
      return mode !== 'API' && `the mode ${String(mode)}`;
    },
  ),
  ofEach(
    'control-plane/supported-version',
    'The version of Kubernetes is supported.',
    'AWS updates it when it likes, and charges six times as much until then.',
    aws.cluster,
    ({ props }) =>
      !Object.hasOwn(eksVersions.supported, String(props.version)) && `the version ${String(props.version)}`,
  ),
  ofEach(
    'control-plane/no-extended-support',
    'Extended support is off.',
    'A forgotten cluster would cost 0.60 USD an hour instead of 0.10.',
    aws.cluster,
    ({ props }) => at(props.upgradePolicy, 'supportType') !== 'STANDARD' && 'extended support',
  ),
  ofEach(
    'control-plane/deletion-protection',
    'EKS refuses to delete the cluster.',
    'One wrong call in the console, and everything that runs is gone.',
    aws.cluster,
    (cluster) => keeps(cluster) && cluster.props.deletionProtection !== true && 'no deletion protection',
  ),
  ofEach(
    'control-plane/addons-by-eks',
    'EKS installs no add-on by itself.',
    'They would be there in a version that nobody chose, and change with none of our updates.',
    aws.cluster,
    ({ props }) => props.bootstrapSelfManagedAddons !== false && 'add-ons that come by themselves',
  ),
  ofEach(
    'control-plane/addons-complete',
    'Every add-on that stacks rely on is there.',
    'Pods without addresses, volumes or names.',
    aws.cluster,
    (_, graph) => {
      const there = graph.ofType(aws.addon).map(({ props }) => props.addonName);
      const missing = neededAddons.filter((name) => !there.includes(name));
      return missing.length > 0 && `no ${missing.join(', ')}`;
    },
  ),
  ofEach(
    'control-plane/addons-pinned',
    'Every add-on has a pinned version.',
    'Two runs of the same commit would make different clusters.',
    aws.addon,
    ({ props }) =>
      !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(String(props.addonVersion)) &&
      `the version "${String(props.addonVersion ?? '')}"`,
  ),
  ofEach(
    'control-plane/policies-enforced',
    'The VPC CNI enforces NetworkPolicies.',
    'It accepts them and enforces none until it is told to: every proof of traffic would be worth nothing.',
    aws.addon,
    ({ props }) =>
      props.addonName === 'vpc-cni' &&
      !/"enableNetworkPolicy":\s*"true"/.test(String(props.configurationValues)) &&
      'no enableNetworkPolicy',
  ),
  ofEach(
    'control-plane/administrators-are-roles',
    'Whoever administers the cluster is a role with an entry of its own.',
    'A person’s key is lost; a role is taken for an hour, and that is written down.',
    aws.accessPolicyAssociation,
    ({ props }) => !/^arn:aws[\w-]*:iam::\d{12}:role\//.test(String(props.principalArn)) && String(props.principalArn),
  ),
];
