import { FaultsError } from '../../model/fault.ts';
import type { Settings } from '../../pulumi/settings/settings.ts';
import { type Engine, engineFault } from './engine.ts';

/** Makes sure that there is a state of an environment: an empty one at first. */
export async function openState(engine: Engine, environment: string): Promise<void> {
  const states = await read<readonly { readonly name: string }[]>(engine, environment, 'stack', 'ls', '--json');
  if (states.some(({ name }) => name === environment)) return;
  const said = await engine.ask('stack', 'init', environment, '--non-interactive');
  if (said.code !== 0) throw new FaultsError([engineFault(environment, said)]);
}

/** The settings of an environment as Pulumi reads them, secrets in plain text. */
export async function readSettings(engine: Engine, environment: string): Promise<Settings> {
  const all = await read<Readonly<Record<string, { readonly value: string; readonly secret: boolean }>>>(
    engine,
    environment,
    ...['config', '--json', '--show-secrets', '--stack', environment],
  );
  const pairs = Object.entries(all);
  return {
    environment,
    values: Object.fromEntries(pairs.map(([key, { value }]) => [key, value])),
    encrypted: pairs.filter(([, { secret }]) => secret).map(([key]) => key),
  };
}

/** What the last run left in the state. */
export function readState(engine: Engine, environment: string): Promise<unknown> {
  return read(engine, environment, 'stack', 'export', '--stack', environment);
}

/** Who holds the objects after the last run, as the stack's outputs say. */
export async function readHolder(engine: Engine, environment: string): Promise<unknown> {
  const outputs = await read<{ readonly holder?: unknown }>(
    engine,
    environment,
    ...['stack', 'output', '--json', '--stack', environment],
  );
  return outputs.holder;
}

async function read<T>(engine: Engine, environment: string, ...args: readonly string[]): Promise<T> {
  const said = await engine.ask(...args, '--non-interactive');
  if (said.code !== 0) throw new FaultsError([engineFault(environment, said)]);
  return JSON.parse(said.stdout) as T;
}
