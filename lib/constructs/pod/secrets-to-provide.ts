import type { Environment } from '../../model/environment/environment-props.ts';
import type { Pods } from '../../model/plan/plan.ts';
import { providedSecrets } from '../metadata.ts';

/** The annotation of Secrets that no controller makes: those that pods read and the registry's. */
export function secretsToProvide(
  { env }: Pick<Pods, 'env'>,
  { cluster, registry }: Environment,
): Record<string, string> {
  if (cluster.capabilities.secrets.kind !== 'provided') return {};
  const read = env.flatMap((variable) => ('secret' in variable ? [variable.secret] : []));
  return providedSecrets(registry.pullSecret === undefined ? read : [...read, registry.pullSecret]);
}
