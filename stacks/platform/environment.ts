import { threeTier } from '../../lib/model/index.ts';

/** Management of environments. */
export const environment = threeTier({
  domain: 'platform',
  name: 'environment',
});
