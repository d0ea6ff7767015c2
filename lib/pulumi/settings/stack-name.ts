import { throwFaults } from '../../model/fault.ts';
import { unknownName } from '../../model/plan/context.ts';

/** @throws FaultsError if the Pulumi stack isn't named after an environment */
export function checkStackName(stack: string, environments: readonly string[]): void {
  if (environments.includes(stack)) return;
  throwFaults([unknownName({ owner: `Pulumi stack ${stack}`, path: '' }, 'environment', stack, environments)]);
}
