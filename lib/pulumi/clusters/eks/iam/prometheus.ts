import type { PolicyContext } from './context.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

/** Prometheus hands its samples to one workspace. */
export function prometheusPolicy({ workspaceArn }: PolicyContext): PolicyDocument {
  return policyOf({ Sid: 'WriteSamples', Effect: 'Allow', Action: ['aps:RemoteWrite'], Resource: [workspaceArn] });
}
