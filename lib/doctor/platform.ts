import { loadPlatform, type Platform } from '../load/platform.ts';
import { type Fault, FaultsError, faultMessage } from '../model/fault.ts';
import type { Environment, Plan } from '../model/index.ts';
import { stackId } from '../model/plan/names.ts';
import { plansOf } from '../synth/plans.ts';
import { type Finding, ok } from './finding.ts';

/** What can be said of a project's stacks and environments, and the plans of those environments that have one. */
export interface PlatformFindings {
  readonly findings: readonly Finding[];
  readonly plans: readonly Plan[];
}

/** Whether every environment has what it needs: stacks, images, room. */
export async function platformFindings(root: string): Promise<PlatformFindings> {
  try {
    const platform = await loadPlatform(root);
    const each = platform.environments.map((environment) => environmentFindings(platform, environment));
    return { findings: each.flatMap(({ findings }) => findings), plans: each.flatMap(({ plans }) => plans) };
  } catch (error) {
    return { findings: [failure('stacks and environments', faultsOf(error))], plans: [] };
  }
}

function environmentFindings(platform: Platform, environment: Environment): PlatformFindings {
  const subject = `environment ${environment.name}`;
  try {
    const plans = plansOf({ ...platform, environments: [environment] });
    const stacks = plans.flatMap(({ applications }) => applications.map(({ id }) => id));
    const idle = idleReleases(platform, environment.name, stacks);
    return { findings: [ok(subject, `${stacks.length} stacks, all images known`), ...idle], plans };
  } catch (error) {
    return { findings: [failure(subject, faultsOf(error))], plans: [] };
  }
}

/** Releases of stacks that don't run there: left over, or waiting for a line that was forgotten. */
function idleReleases(platform: Platform, environment: string, running: readonly string[]): readonly Finding[] {
  const released = Object.keys(platform.releases.get(environment) ?? {});
  const idle = platform.stacks.map(stackId).filter((id) => released.includes(id) && !running.includes(id));
  return idle.map((id) => ({
    subject: `environment ${environment}`,
    state: 'warn',
    found: `releases of ${id}, which does not run there`,
    repair: `Add it to environments/${environment}.ts, or remove its releases.`,
  }));
}

function faultsOf(error: unknown): readonly Fault[] {
  if (error instanceof FaultsError) return error.faults;
  throw error;
}

function failure(subject: string, [first, ...more]: readonly Fault[]): Finding {
  const found = first ? faultMessage(first) : '';
  const repair = more.length === 0 ? '' : `npx unifyops synth tells ${more.length} more.`;
  return { subject, state: 'fail', found, repair };
}
