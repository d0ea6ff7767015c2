import { Alias } from '@pulumi/aws/kms/alias.js';
import { Key } from '@pulumi/aws/kms/key.js';
import type { Resource } from '@pulumi/pulumi';
import type { AwsContext } from './component.ts';
import { keyPolicy } from './iam/key.ts';
import { policyText } from './iam/policy.ts';

/** The key of everything that a cluster keeps: secrets in its API, logs, databases, buckets. It turns over every year. */
export function makeKey({ infrastructure, account, protect }: AwsContext, parent: Resource): Key {
  const { settings, tags } = infrastructure;
  const key = new Key(
    settings.name,
    {
      description: `What ${settings.name} keeps`,
      enableKeyRotation: true,
      deletionWindowInDays: settings.disposable ? 7 : 30,
      policy: policyText(keyPolicy(account, settings.region)),
      tags,
    },
    { parent, protect },
  );
  new Alias(settings.name, { name: `alias/${settings.name}`, targetKeyId: key.id }, { parent });
  return key;
}
