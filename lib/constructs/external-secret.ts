import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { SecretNeed } from '../model/plan/plan.ts';
import { metadata } from './metadata.ts';

/** Options of {@link externalSecret}. */
export interface ExternalSecretProps extends SecretNeed {
  /** ClusterSecretStore that holds the values. */
  readonly store: string;
  /** First part of the remote key: `prod` → `prod/identity-auth-postgres`. */
  readonly prefix: string;
  /** Labels of the reference. */
  readonly labels: Readonly<Record<string, string>>;
  /** Sync wave. */
  readonly wave: number;
  /**
   * Type of the Secret.
   * @default 'Opaque'
   */
  readonly type?: string;
}

/** What the API server fills in: unsaid, Argo CD would see a difference for ever. */
const filledIn = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** A Secret that External Secrets fills from the store, and that stays when the reference to it goes: a kept database needs its password. */
export function externalSecret(scope: Construct, props: ExternalSecretProps): ApiObject {
  const { name, keys, store, prefix, labels, wave, type = 'Opaque' } = props;
  return new ApiObject(scope, `secret-${name}`, {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadata(name, labels, wave),
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'ClusterSecretStore', name: store },
      target: {
        name,
        creationPolicy: 'Orphan',
        deletionPolicy: 'Retain',
        template: { type, engineVersion: 'v2', mergePolicy: 'Replace' },
      },
      data: keys.map((key) => ({
        secretKey: key,
        remoteRef: { key: `${prefix}/${name}`, property: key, ...filledIn },
      })),
    },
  });
}
