import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { FaultsError } from '../../../model/fault.ts';
import { project, type Settings, setting, settingsFile } from '../../settings/settings.ts';

/**
 * The kubeconfig that the settings give, set to the context that they name.
 * @throws FaultsError if it isn't there or isn't YAML
 */
export async function readKubeconfig(settings: Settings): Promise<string> {
  const path = setting(settings, 'kubeconfigPath');
  const content = setting(settings, 'kubeconfig') ?? '';
  try {
    const text = path === undefined ? content : await readFile(fromHome(path), 'utf8');
    return withContext(text, setting(settings, 'context'));
  } catch (error) {
    const key = path === undefined ? 'kubeconfig' : 'kubeconfigPath';
    // the text of a YAML error shows lines of the file, which holds credentials
    const found =
      path === undefined
        ? 'no YAML'
        : `no kubeconfig in ${path} (${(error as NodeJS.ErrnoException).code ?? 'no YAML'})`;
    const at = { owner: settingsFile(settings.environment), path: `${project}:${key}` };
    throw new FaultsError([{ ...at, found, expected: 'a kubeconfig', repair: 'Set the one of the cluster.' }]);
  }
}

function withContext(text: string, context: string | undefined): string {
  const config = load(text);
  if (typeof config !== 'object' || config === null) throw new Error('no object');
  return context === undefined ? text : dump({ ...config, 'current-context': context });
}

function fromHome(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
}
