import { threeTier } from '../../lib/model/index.ts';

/** User profiles. */
export const user = threeTier({
  domain: 'identity',
  name: 'user',
});
