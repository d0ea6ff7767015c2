/** What policies of the platform's pods are about: nothing outside of it is theirs. */
export interface PolicyContext {
  readonly region: string;
  readonly account: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** Name of the environment: the first part of its secrets' names. */
  readonly environment: string;
  /** ARN of the public hosted zone. */
  readonly zoneArn: string;
  /** ARN of the Prometheus workspace. */
  readonly workspaceArn: string;
  /** ARN of the key that buckets are encrypted with. */
  readonly keyArn: string;
  /** ARNs of buckets by purpose. */
  readonly bucketArns: Readonly<Record<string, string>>;
}
