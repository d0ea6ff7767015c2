import type { Fault } from '../../model/fault.ts';
import type { Environment } from '../../model/index.ts';
import type { SettingKey } from './keys.ts';
import { deliveryOf, givesKubeconfig, project, type Settings, setCommand, setting, settingsFile } from './settings.ts';

/** What an environment can't be reached without, and the settings don't say. */
export function neededFaults(settings: Settings, environment: Environment): readonly Fault[] {
  return [...clusterFaults(settings, environment), ...repositoryFaults(settings)];
}

function clusterFaults(settings: Settings, { cluster }: Environment): readonly Fault[] {
  if (!givesKubeconfig(settings)) {
    if (cluster.kind !== 'existing') return []; // it is made, and its maker asks for what that takes
    const repair = `Set kubeconfigPath, or the content: ${setCommand(settings.environment, 'kubeconfig')} < kubeconfig.yaml`;
    return [missing(settings, 'kubeconfig', 'the kubeconfig of its cluster', repair)];
  }
  const faults: Fault[] = [];
  const path = setting(settings, 'kubeconfigPath');
  if (path !== undefined && !/^(\/|~\/|[A-Za-z]:[\\/])/.test(path)) {
    const at = { owner: settingsFile(settings.environment), path: `${project}:kubeconfigPath` };
    const repair = 'Write it from the root, or from your home folder with ~/.';
    faults.push({
      ...at,
      found: `"${path}", which depends on where somebody stands`,
      expected: 'an absolute path',
      repair,
    });
  }
  if (setting(settings, 'clusterId') === undefined) {
    const uid = 'kubectl get namespace kube-system --output jsonpath={.metadata.uid}';
    const repair = `Ask the cluster that you mean (${uid}), then: ${setCommand(settings.environment, 'clusterId', '<uid>')}`;
    faults.push(missing(settings, 'clusterId', 'the identity of its cluster, so that no other is written to', repair));
  }
  return faults;
}

function repositoryFaults(settings: Settings): readonly Fault[] {
  if (deliveryOf(settings) !== 'argocd') return [];
  const [user, password] = [setting(settings, 'repositoryUsername'), setting(settings, 'repositoryPassword')];
  if ((user === undefined) === (password === undefined)) return [];
  const key = user === undefined ? 'repositoryUsername' : 'repositoryPassword';
  const expected = user === undefined ? 'the user that the password belongs to' : `the password of "${user}"`;
  return [missing(settings, key, expected, `Set it: ${setCommand(settings.environment, key)}`)];
}

function missing({ environment }: Settings, key: SettingKey, expected: string, repair: string): Fault {
  return { owner: settingsFile(environment), path: `${project}:${key}`, found: 'nothing', expected, repair };
}
