import { loadPlatform } from '../load/platform.ts';
import { throwFaults } from '../model/fault.ts';
import type { Environment } from '../model/index.ts';
import type { Tree } from '../render/tree.ts';
import { synthesize } from '../synth/index.ts';
import { type SecretToMake, secretsToMake } from '../synth/secrets-to-make.ts';
import { checkExisting } from './clusters/existing/check.ts';
import { makerKind } from './clusters/index.ts';
import { neededFaults } from './settings/needed.ts';
import { readSecrets, type SecretValues } from './settings/secrets.ts';
import { type Settings, settingFaults } from './settings/settings.ts';
import { checkStackName } from './settings/stack-name.ts';

/** Everything that is known of a run before its first resource. */
export interface Prepared {
  readonly environment: Environment;
  /** The rendered tree of the environment, proven. */
  readonly tree: Tree;
  /** Secrets that nothing rendered makes. */
  readonly needs: readonly SecretToMake[];
  /** What the settings give of them. */
  readonly secrets: SecretValues;
  /** Names of those that are neither given nor in the cluster. */
  readonly missing: readonly string[];
}

/**
 * Reads and proves everything that a run depends on, in the order in which a person would mend it. Nothing is changed.
 * @param root folder of the project, absolute
 * @throws FaultsError with all that is wrong
 */
export async function prepare(root: string, settings: Settings): Promise<Prepared> {
  const { environments } = await loadPlatform(root);
  checkStackName(
    settings.environment,
    environments.map(({ name }) => name),
  );
  throwFaults(settingFaults(settings));
  const { plans, tree } = await synthesize({ root, environments: [settings.environment] });
  const [plan] = plans;
  const { environment } = plan!;
  const needs = secretsToMake(plan!);
  const given = readSecrets(settings, needs);
  throwFaults([...neededFaults(settings, environment), ...('faults' in given ? given.faults : [])]);
  const secrets = 'values' in given ? given.values : {};
  const others = needs.filter(({ name }) => !Object.hasOwn(secrets, name));
  const exists = makerKind(environment, settings) === 'existing';
  const missing = exists ? await checkExisting(settings, environment.namespace, others) : others;
  return { environment, tree, needs, secrets, missing: missing.map(({ name }) => name) };
}
