import type { Provider } from '@pulumi/aws/provider.js';
import { all, ComponentResource, type Output, type Resource, secret } from '@pulumi/pulumi';
import type { Capabilities } from '../../../model/environment/cluster.ts';
import { clusterProvider } from '../../provider.ts';
import { addonNames, makeAddons } from './addons.ts';
import { Buckets } from './buckets.ts';
import { makeCharts } from './charts.ts';
import { makeClusterObjects } from './cluster-objects.ts';
import type { AwsContext } from './component.ts';
import { ControlPlane } from './control-plane.ts';
import { makeDatabases } from './databases.ts';
import { Dns } from './dns.ts';
import { makeFirewall } from './firewall.ts';
import type { PolicyContext } from './iam/context.ts';
import { Identities } from './identities.ts';
import { makeKey } from './keys.ts';
import { kubeconfigOf } from './kubeconfig.ts';
import { Monitoring } from './monitoring.ts';
import { Network } from './network/network.ts';
import { NodePool } from './node-pool.ts';
import { Nodes } from './nodes.ts';
import { SecurityGroups } from './security-groups.ts';

/** Everything from an empty account to a cluster that a stack can land on. */
export class EksCluster extends ComponentResource {
  /** How to reach it; a secret, though no credential is in it. */
  readonly kubeconfig: Output<string>;
  /** What stacks wait for: nodes, add-ons, controllers. */
  readonly ready: readonly Resource[];
  /** What others want to know of it, by name. */
  readonly outputs: Readonly<Record<string, Output<unknown>>>;

  constructor(context: AwsContext, capabilities: Capabilities, provider: Provider, parent: Resource) {
    const { infrastructure, protect } = context;
    const { settings } = infrastructure;
    // said in the graph, so that whoever reads it knows that this update may replace what is protected otherwise
    super('unifyops:aws:EksCluster', settings.name, { allowReplace: !protect }, { parent, providers: [provider] });
    const key = makeKey(context, this);
    const network = new Network(context, key, this);
    const groups = new SecurityGroups(context, network);
    const control = new ControlPlane(context, network, key, this);
    const buckets = new Buckets(context, key, this);
    const dns = new Dns(context, this);
    const monitoring = new Monitoring(context, this);
    const about = all([dns.zoneArn, monitoring.workspace.arn, key.arn, all(buckets.arns)]).apply(
      ([zoneArn, workspaceArn, keyArn, bucketArns]): PolicyContext => ({
        region: settings.region,
        account: context.account,
        cluster: settings.name,
        environment: infrastructure.environment,
        zoneArn,
        workspaceArn,
        keyArn,
        bucketArns,
      }),
    );
    const { roleArns, links } = new Identities(context, control, about, this);
    const addons = (when: 'before' | 'after', dependsOn: Resource[]) =>
      makeAddons(context, addonNames(context, when), control, roleArns, { parent: this, dependsOn });
    const first = addons('before', []);
    const nodes = new Nodes(context, this);
    const parts = { network, groups, control, nodes, after: first };
    const pools = infrastructure.pools.map((pool) => new NodePool(context, pool, parts, this).group);
    const rest = addons('after', pools);
    const databases = makeDatabases(context, network, groups, key, this);
    if (settings.waf) makeFirewall(context, this);
    this.kubeconfig = secret(
      all([control.cluster.name, control.cluster.endpoint, control.cluster.certificateAuthority]).apply(
        ([name, endpoint, { data }]) => kubeconfigOf({ name, endpoint, authority: data, region: settings.region }),
      ),
    );
    const before = [...pools, ...rest, ...links, dns];
    const kubernetes = clusterProvider(
      `${settings.name}-platform`,
      { kubeconfig: this.kubeconfig, ready: before },
      this,
    );
    const inCluster = { parent: this, provider: kubernetes };
    const charts = makeCharts(infrastructure, network.vpc.id, inCluster);
    const objects = makeClusterObjects(capabilities, settings.region, inCluster, charts.get('external-secrets')!);
    this.ready = [...before, ...charts.values(), ...objects];
    this.outputs = {
      clusterName: control.cluster.name,
      nameServers: dns.nameServers,
      certificateArn: dns.certificateArn,
      prometheusEndpoint: monitoring.workspace.prometheusEndpoint,
      ...prefixed('roleArn', roleArns),
      ...prefixed('bucket', buckets.names),
      ...prefixed('databaseEndpoint', databases),
      ...(nodes.keySecret ? { nodeKeySecret: nodes.keySecret } : {}),
    };
    this.registerOutputs({ clusterName: control.cluster.name });
  }
}

function prefixed<T>(prefix: string, values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));
}
