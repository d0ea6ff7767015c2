import { loadPlatform } from '../load/platform.ts';
import { throwFaults } from '../model/fault.ts';
import type { Environment, Plan } from '../model/index.ts';
import { unknownName } from '../model/plan/context.ts';
import type { Tree } from '../render/tree.ts';
import { synthesize } from '../synth/index.ts';
import { type SecretToMake, secretsToMake } from '../synth/secrets-to-make.ts';
import { checkExisting } from './clusters/existing/check.ts';
import { makerKind } from './clusters/kind.ts';
import { neededFaults } from './settings/needed.ts';
import { readSecrets, type SecretValues } from './settings/secrets.ts';
import { type Settings, settingFaults } from './settings/settings.ts';

/** Everything that is known of a run before its first resource. */
export interface Prepared {
  readonly environment: Environment;
  /** What runs in it. */
  readonly plan: Plan;
  /** The rendered tree of the environment, proven. */
  readonly tree: Tree;
  /** Secrets that nothing rendered makes. */
  readonly needs: readonly SecretToMake[];
  /** What the settings give of them. */
  readonly secrets: SecretValues;
  /** Those that are neither given nor in the cluster, as far as it can be asked. */
  readonly missing: readonly SecretToMake[];
}

/**
 * Reads and proves everything that a run depends on, in the order in which a person would mend it. Nothing is changed.
 * @param root folder of the project, absolute
 * @throws FaultsError with all that is wrong
 */
export async function prepare(root: string, settings: Settings): Promise<Prepared> {
  await checkStackName(root, settings.environment);
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
  return { environment, plan: plan!, tree, needs, secrets, missing };
}

/**
 * Refuses a Pulumi stack that isn't named after an environment.
 * @param root folder of the project, absolute
 * @throws FaultsError that lists the known ones
 */
export async function checkStackName(root: string, stack: string): Promise<void> {
  const known = (await loadPlatform(root)).environments.map(({ name }) => name);
  if (known.includes(stack)) return;
  throwFaults([unknownName({ owner: `Pulumi stack ${stack}`, path: '' }, 'environment', stack, known)]);
}
