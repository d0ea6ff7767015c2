import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { FaultsError } from '../../model/fault.ts';

/** What cdk8s reads of `cdk8s.yaml` to run an app. */
export interface AppConfig {
  /** Shell command of the app. */
  readonly app?: string;
  /** Folder of the manifests, relative to the project. */
  readonly output?: string;
}

/**
 * The app and its output folder, as `cdk8s.yaml` of a project has them.
 * @throws FaultsError if there is none, or no YAML in it
 */
export async function readAppConfig(root: string): Promise<AppConfig> {
  try {
    const config = load(await readFile(join(root, 'cdk8s.yaml'), 'utf8'));
    return typeof config === 'object' && config !== null ? config : {};
  } catch (error) {
    const found = `the error "${(error as Error).message.split('\n')[0]}"`;
    const repair = 'Take it back from git.';
    throw new FaultsError([{ owner: 'cdk8s.yaml', path: '', found, expected: 'a file with app and output', repair }]);
  }
}
