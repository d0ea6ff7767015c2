import { Secret } from '@pulumi/aws/secretsmanager/secret.js';
import { SecretVersion } from '@pulumi/aws/secretsmanager/secretVersion.js';
import { type Output, type Resource, secret } from '@pulumi/pulumi';
import type { AwsContext } from './component.ts';

/** Options of {@link StoredSecret}. */
export interface StoredSecretProps {
  /** Its name in Secrets Manager. */
  readonly name: string;
  /** AWS tags: whose it is, and who pays for it. */
  readonly tags: Readonly<Record<string, string>>;
  /** Makes the first value; what is stored already stays. */
  readonly make: () => string;
}

/** A secret that is made once and kept in Secrets Manager: a later run reads what is there, and never makes another. */
export class StoredSecret {
  /** What is stored; a secret. */
  readonly value: Output<string>;
  readonly arn: Output<string>;

  constructor({ infrastructure, protect }: AwsContext, { name, tags, make }: StoredSecretProps, parent: Resource) {
    const { disposable } = infrastructure.settings;
    const stored = new Secret(
      name.replaceAll('/', '-'),
      { name, recoveryWindowInDays: disposable ? 0 : 30, tags },
      { parent, protect },
    );
    const version = new SecretVersion(
      name.replaceAll('/', '-'),
      { secretId: stored.id, secretString: secret(make()) },
      { parent, ignoreChanges: ['secretString'] },
    );
    this.arn = stored.arn;
    this.value = secret(version.secretString.apply((text) => text ?? ''));
  }
}
