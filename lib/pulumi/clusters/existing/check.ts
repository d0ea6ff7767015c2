import { throwFaults } from '../../../model/fault.ts';
import type { SecretToMake } from '../../../synth/secrets-to-make.ts';
import { deliveryOf, type Settings } from '../../settings/settings.ts';
import { identityFaults } from './identity.ts';
import { reach } from './reach.ts';
import { absentFaults, absentSecrets } from './secrets.ts';

/**
 * Asks the cluster of the settings whether it's the one that is meant, and whether it has the Secrets that nothing makes.
 * @returns the Secrets that are still missing: Argo CD goes on with what doesn't need them
 * @throws FaultsError if anything stands in the way of the first write
 */
export async function checkExisting(
  settings: Settings,
  namespace: string,
  secrets: readonly SecretToMake[],
): Promise<readonly SecretToMake[]> {
  const connection = await reach(settings);
  throwFaults(await identityFaults(settings, connection));
  const absent = await absentSecrets(connection, namespace, secrets);
  if (deliveryOf(settings) === 'pulumi') throwFaults(absentFaults(settings, namespace, absent));
  return absent;
}
