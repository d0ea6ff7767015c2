/** A policy of IAM, as the service reads it. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** One permission. */
export interface Statement {
  /** Name, by which an exception from the rules on wildcards is declared. */
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  /** What it is good for; none in a trust policy. */
  readonly Resource?: readonly string[];
  /** Who has it; none in a policy of a role. */
  readonly Principal?: Readonly<Record<string, string>> | '*';
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A document of statements. */
export function policyOf(...statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** A document as a resource takes it. */
export function policyText(document: PolicyDocument): string {
  return JSON.stringify(document);
}
