import { FaultsError } from '../../../model/fault.ts';
import { project, type Settings, settingsFile } from '../../settings/settings.ts';
import { type Connection, connect } from './connection.ts';
import { readKubeconfig } from './kubeconfig.ts';

/**
 * The connection that the settings describe. Nothing is asked yet.
 * @throws FaultsError if they lead nowhere
 */
export async function reach(settings: Settings): Promise<Connection> {
  const kubeconfig = await readKubeconfig(settings);
  try {
    return connect(kubeconfig);
  } catch (error) {
    const at = { owner: settingsFile(settings.environment), path: `${project}:kubeconfig` };
    const repair = `Correct ${project}:context, or take the kubeconfig of the cluster.`;
    throw new FaultsError([{ ...at, found: (error as Error).message, expected: 'a context with a cluster', repair }]);
  }
}
