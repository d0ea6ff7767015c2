import type { Fault } from '../../../model/fault.ts';
import { type SecretToMake, secretCommand } from '../../../synth/secrets-to-make.ts';
import { type Settings, setCommand } from '../../settings/settings.ts';
import type { Connection } from './connection.ts';

/** Those of some Secrets that aren't in a namespace of the cluster. One that we may not ask for counts as there. */
export async function absentSecrets(
  connection: Connection,
  namespace: string,
  secrets: readonly SecretToMake[],
): Promise<readonly SecretToMake[]> {
  const answers = await Promise.all(
    secrets.map(({ name, namespace: own = namespace }) => connection.get(`/api/v1/namespaces/${own}/secrets/${name}`)),
  );
  return secrets.filter((_, index) => answers[index]?.status === 404);
}

/** What Pulumi would wait for in vain: pods don't start without their Secrets. */
export function absentFaults(settings: Settings, namespace: string, absent: readonly SecretToMake[]): readonly Fault[] {
  return absent.map((secret) => ({
    owner: `${settings.environment} ${secret.reader}`,
    path: '',
    found: `no Secret ${secret.name} in namespace ${secret.namespace ?? namespace}`,
    expected: `one with ${secret.keys.join(', ')}`,
    repair: `Make it (${secretCommand(namespace, secret)}), or let Pulumi make it (${setCommand(settings.environment, 'secrets')}).`,
  }));
}
