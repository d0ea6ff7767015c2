import { at, text } from '../../../checks/json.ts';
import type { Fault } from '../../../model/fault.ts';
import { project, type Settings, setCommand, setting, settingsFile } from '../../settings/settings.ts';
import type { Answer, Connection } from './connection.ts';

/**
 * Why the cluster behind a connection isn't the environment's: it doesn't answer, doesn't let us in, or is another one. Nothing is
 * changed by asking.
 */
export async function identityFaults(settings: Settings, connection: Connection): Promise<readonly Fault[]> {
  const expected = setting(settings, 'clusterId') ?? '';
  const owner = settingsFile(settings.environment);
  const reach = { owner, path: `${project}:kubeconfig`, expected: `the cluster of ${settings.environment}` };
  let answer: Answer;
  try {
    answer = await connection.get('/api/v1/namespaces/kube-system');
  } catch (error) {
    const found = `no answer from ${connection.server} (${messageOf(error)})`;
    return [{ ...reach, found, repair: 'Start the cluster or the way to it, or correct the kubeconfig.' }];
  }
  if (answer.status !== 200) {
    const found = `the answer ${answer.status} of ${connection.server} (${text(at(answer.body, 'message'))})`;
    return [{ ...reach, found, repair: 'Sign in again, or take a kubeconfig that may read namespaces.' }];
  }
  const id = text(at(answer.body, 'metadata', 'uid'));
  if (id === expected) return [];
  return [
    {
      owner,
      path: `${project}:clusterId`,
      found: `cluster ${id} at ${connection.server}`,
      expected: `cluster ${expected}`,
      repair: `Take the kubeconfig of ${settings.environment}. If its cluster was made anew: ${setCommand(settings.environment, 'clusterId', id)}`,
    },
  ];
}

/** Node tells of a name with several addresses by an error without words. */
function messageOf(error: unknown): string {
  const { message, code } = error as Error & { code?: string };
  return message || code || String(error);
}
