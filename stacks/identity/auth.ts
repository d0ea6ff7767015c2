import { threeTier } from '../../lib/model/index.ts';

/** Sign-in and tokens for everything else. */
export const auth = threeTier({
  domain: 'identity',
  name: 'auth',
});
