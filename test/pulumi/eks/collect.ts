import { ComponentResource, Config, runtime } from '@pulumi/pulumi';
import { MockMonitor } from '@pulumi/pulumi/runtime/mocks.js';
import { deserializeProperties } from '@pulumi/pulumi/runtime/rpc.js';
import { setMockOptions } from '@pulumi/pulumi/runtime/settings.js';
import { CloudGraph, type CloudResource } from '../../../lib/cloud/graph.ts';
import type { Plan } from '../../../lib/model/index.ts';
import type { BuiltCluster } from '../../../lib/pulumi/clusters/built-cluster.ts';
import { eks } from '../../../lib/pulumi/clusters/eks/index.ts';

export const account = '123456789012';

/** What a run registered, and what it handed on. */
export interface Run {
  readonly graph: CloudGraph;
  readonly cluster: BuiltCluster;
}

/** Runs the maker of EKS clusters against mocks: the whole graph, in a blink, without an account. */
export async function collect(plan: Plan, settings: Record<string, string> = {}): Promise<Run> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0; // Pulumi notes where each of its promises was made, and Jest translates every note: most of the time
  try {
    return await run(plan, settings);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

async function run(plan: Plan, settings: Record<string, string>): Promise<Run> {
  const resources: CloudResource[] = [];
  const monitor = new Monitor(resources);
  setMockOptions(monitor, 'unifyops', plan.environment.name, false);
  runtime.setAllConfig(Object.fromEntries(Object.entries(settings).map(([key, value]) => [`unifyops:${key}`, value])));
  const parent = new ComponentResource('unifyops:index:Environment', plan.environment.name);
  const cluster = await eks(plan, new Config('unifyops'), parent);
  await settled(() => resources.length);
  return { graph: new CloudGraph(resources), cluster };
}

/** Answers as AWS would, as far as anybody asks, and writes down what Pulumi's own mocks leave out: parents and protection. */
class Monitor extends MockMonitor {
  private readonly made: CloudResource[];

  constructor(made: CloudResource[]) {
    super({
      newResource: ({ type, name, inputs, custom }) => ({
        id: custom === false ? undefined : idOf(type, name),
        state: { ...inputs, ...outputsOf(type, name, inputs) },
      }),
      call: ({ token }) => answers[token] ?? { accountId: account },
    });
    this.made = made;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the request is a message that Pulumi has no types for
  override async registerResource(request: any, callback: any): Promise<void> {
    const props = { ...deserializeProperties(request.getObject()), ...kept(request.getObject()) };
    const [type, name] = [request.getType() as string, request.getName() as string];
    await super.registerResource(request, (error: unknown, response: { getUrn(): string }) => {
      if (!error) {
        const parent = request.getParent() as string;
        const protect = request.getProtect() === true;
        this.made.push({ urn: response.getUrn(), type, name, id: idOf(type, name), props, protect, parent });
      }
      callback(error, response);
    });
  }
}

/** An add-on's version that nobody pinned. */
export const recommended = 'v1.0.0-eksbuild.1';

const zone = { arn: 'arn:aws:route53:::hostedzone/Z1', zoneId: 'Z1', nameServers: ['ns1.example'] };

/** What AWS answers to whoever looks something up. */
const answers: Readonly<Record<string, Record<string, unknown>>> = {
  'aws:route53/getZone:getZone': zone,
  'aws:eks/getAddonVersion:getAddonVersion': { version: recommended },
};

/** A stand-in that says what it stands for: `subnet:unifyops-prod-private-a`. */
function idOf(type: string, name: string): string {
  return `${(type.split(':').at(-1) ?? '').replace(/^./, (letter) => letter.toLowerCase())}:${name}`;
}

/** What AWS would fill in. */
function outputsOf(type: string, name: string, inputs: unknown): Readonly<Record<string, unknown>> {
  const id = idOf(type, name);
  const known = { arn: `arn:aws:mock:${id}`, name, address: `${name}.rds.example`, fqdn: id };
  // another version with every change
  if (type === 'aws:ec2/launchTemplate:LaunchTemplate') return { ...known, latestVersion: JSON.stringify(inputs) };
  if (type === 'aws:route53/zone:Zone') return { ...known, ...zone, zoneId: id };
  if (type === 'aws:acm/certificate:Certificate') {
    const option = { resourceRecordName: '_proof', resourceRecordType: 'CNAME', resourceRecordValue: 'value' };
    return { ...known, domainValidationOptions: [option] };
  }
  if (type !== 'aws:eks/cluster:Cluster') return known;
  return {
    ...known,
    endpoint: 'https://cluster.example',
    certificateAuthority: { data: 'Q0E=' },
    identities: [{ oidcs: [{ issuer: `https://oidc.example/${id}` }] }],
    vpcConfig: { clusterSecurityGroupId: clusterGroup },
  };
}

/** What is made at random and then kept: every run has another value, which Pulumi ignores. */
function kept(object: { toJavaScript(): Readonly<Record<string, unknown>> }): Readonly<Record<string, string>> {
  const names = ['password', 'publicKey', 'secretString'].filter((name) => name in object.toJavaScript());
  return Object.fromEntries(names.map((name) => [name, 'kept']));
}

/** The group that EKS makes for a cluster. */
export const clusterGroup = 'sg-of-the-control-plane';

/** Waits until no resource is added any more: everything here is promises, and nothing waits for the outside. */
async function settled(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count();
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  }
}
