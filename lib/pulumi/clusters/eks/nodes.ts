import { KeyPair } from '@pulumi/aws/ec2/keyPair.js';
import { Role } from '@pulumi/aws/iam/role.js';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment.js';
import type { Output, Resource } from '@pulumi/pulumi';
import { AwsComponent, type AwsContext } from './component.ts';
import { policyText } from './iam/policy.ts';
import { machineTrust } from './iam/trust.ts';
import { privateKeyText, publicKeyOf } from './ssh-key.ts';
import { StoredSecret } from './stored-secret.ts';

/** What machines need to be nodes: to join, to pull images, and to be looked at through Session Manager. */
const machinePolicies: Readonly<Record<string, string>> = {
  worker: 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
  images: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
  sessions: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
};

/** What all pools of machines have in common: their role, and the key pair where one is asked for. */
export class Nodes extends AwsComponent {
  readonly role: Role;
  readonly policies: readonly RolePolicyAttachment[];
  readonly keyPair: KeyPair | undefined;
  /** ARN of the secret with the private half of the key pair. */
  readonly keySecret: Output<string> | undefined;

  private readonly privateKey: Output<string> | undefined;

  constructor(context: AwsContext, parent: Resource) {
    super('Nodes', `${context.infrastructure.settings.name}-nodes`, context, { parent });
    const { settings, tags } = context.infrastructure;
    const name = `${this.prefix}-nodes`;
    this.role = new Role(name, { assumeRolePolicy: policyText(machineTrust), tags }, this.child);
    this.policies = Object.entries(machinePolicies).map(
      ([suffix, policyArn]) =>
        new RolePolicyAttachment(`${name}-${suffix}`, { role: this.role.name, policyArn }, this.child),
    );
    if (settings.nodes.sshKey) {
      const stored = new StoredSecret(context, { name: `${name}-ssh`, tags, make: privateKeyText }, this);
      this.keySecret = stored.arn;
      this.privateKey = stored.value;
      // the public half of what is stored, so that the two never part
      const inputs = { keyName: name, publicKey: stored.value.apply(publicKeyOf), tags };
      this.keyPair = new KeyPair(name, inputs, this.child);
    }
    this.registerOutputs({ roleArn: this.role.arn, privateKey: this.privateKey });
  }
}
