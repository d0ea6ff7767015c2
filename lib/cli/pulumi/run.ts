import { throwFaults } from '../../model/fault.ts';
import { reach } from '../../pulumi/clusters/existing/reach.ts';
import { makerKind } from '../../pulumi/clusters/kind.ts';
import { nextSteps } from '../../pulumi/next-steps.ts';
import { checkStackName, type Prepared, prepare } from '../../pulumi/prepare.ts';
import type { Settings } from '../../pulumi/settings/settings.ts';
import { outOfDateFaults, pendingOperations } from '../../pulumi/state/state.ts';
import { exitCode } from '../exit-code.ts';
import { progressOn } from '../progress.ts';
import { projectRoot } from '../project.ts';
import { table } from '../table.ts';
import { Engine } from './engine.ts';
import type { RunOptions } from './program.ts';
import { openState, readHolder, readSettings, readState } from './state.ts';

/** Asks everything that can be asked, runs Pulumi on the person's terminal, and says what comes next. Sets the exit code. */
export async function runPulumi(verb: 'preview' | 'up', environment: string, { yes }: RunOptions): Promise<void> {
  await checkStackName(projectRoot, environment);
  const progress = progressOn(process.stderr);
  progress.step("reading Pulumi's state");
  const engine = await Engine.find();
  await openState(engine, environment);
  const settings = await readSettings(engine, environment);
  progress.step('proving what is rendered, and asking the cluster');
  const prepared = await prepare(projectRoot, settings);
  const pending = await checkState(await readState(engine, environment), settings, prepared);
  progress.end();
  const args = [verb, '--stack', environment, ...(yes ? ['--yes'] : [])];
  let code = await engine.show(...args);
  // to Argo CD it takes two runs: the first one lets go of the objects, the second one forgets them
  if (code === 0 && verb === 'up' && (await readHolder(engine, environment)) === 'pulumi-released') {
    code = await engine.show(...args);
  }
  // Pulumi would go on naming what a killed run was creating, done or not, until it is told to look
  if (code === 0 && verb === 'up' && pending.length > 0) {
    code = await engine.show('refresh', '--stack', environment, '--clear-pending-creates', '--skip-preview', '--yes');
  }
  if (code !== 0) process.exitCode = exitCode.faults;
  else process.stdout.write(`\n${table(['next', ''], nextSteps(prepared, settings))}`);
}

/** @returns what an earlier run had begun and not finished, which the person is told */
async function checkState(state: unknown, settings: Settings, { environment }: Prepared): Promise<readonly string[]> {
  if (makerKind(environment, settings) === 'existing') {
    const { name, namespace } = environment;
    throwFaults(await outOfDateFaults(state, name, namespace, await reach(settings)));
  }
  const pending = pendingOperations(state);
  if (pending.length === 0) return [];
  process.stderr.write(
    `An earlier run ended in the middle of this, and Pulumi doesn't know whether it happened:\n${pending
      .map((urn) => `  ${urn.split('::').at(-1)}\n`)
      .join('')}It is applied again, which changes nothing of what is there.\n`,
  );
  return pending;
}
