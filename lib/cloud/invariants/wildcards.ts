/**
 * Statements of policies that may say `*`, by their names, each with the reason. Any other is a fault: who needs another one argues for it
 * here.
 */
export const wildcards: Readonly<Record<string, string>> = {
  AccountDecides: 'the policy of a key is about that key alone, and AWS demands that the account can always change it',
  FindZones: 'Route 53 lists zones or none: the call knows no single zone',
  LogsUseIt: 'the policy of a key is about that key alone',
  RefusePlainText: 'it refuses, and it refuses everybody',
  SeeGroups: 'EC2 and Auto Scaling describe all or nothing; the statement only reads',
  SeeWhatIsThere: 'Elastic Load Balancing, EC2, ACM and WAF describe all or nothing; the statement only reads',
};
