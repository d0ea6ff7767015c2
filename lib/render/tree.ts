/** A Kubernetes object as plain JSON: what a manifest holds and what the API server stores. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/**
 * The single product of a synth: path relative to the output folder (`dev/identity-auth/Deployment.identity-auth-api.yaml`,
 * forward slashes on every system) → the object in that file. One object a file.
 */
export type Tree = ReadonlyMap<string, KubeObject>;
