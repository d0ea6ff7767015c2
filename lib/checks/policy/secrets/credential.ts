/** Credentials that give themselves away by their form, whatever they stand under. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/, 'a private key'],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}/, 'a GitHub token'],
  [/\bglpat-[\w-]{20,}/, 'a GitLab token'],
  [/\bxox[abposr]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bAIza[\w-]{35}/, 'a Google API key'],
  [/\b[sr]k_live_[0-9A-Za-z]{24,}/, 'a Stripe key'],
  [/\bnpm_[A-Za-z0-9]{36}\b/, 'an npm token'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a JSON web token'],
  // `$(NAME)` and `${NAME}` stand for a value that comes from elsewhere.
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:(?!\$[({]|<)[^\s/@]+@/i, 'a password inside an address'],
];

/** Cheap enough for every string of a large tree: a string without one of these holds none of {@link forms}. */
const anyForm = /PRIVATE KEY|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox|AIza|k_live_|npm_|eyJ|:\/\//;

/** Says which credential `value` holds, undefined if none can be seen. */
export function credentialIn(value: string): string | undefined {
  if (!anyForm.test(value)) return undefined;
  return forms.find(([pattern]) => pattern.test(value))?.[1];
}

/** The first alternatives also end a longer word, as in `PGPASSWORD`. */
const secretWord =
  /(?:password|passwd|passphrase|secret|token|apikey|(?:^|[_.-])(?:pass(?:code)?|pwd|(?:api|access|private|secret|encryption|signing)[_-]?key|credentials?))(?=$|[_.-])/;

/** What follows a secret word when the value is about the secret and not the secret. */
const aboutSecret =
  /(?:^|[_.-])(?:file|path|dir|name|names|ref|key_ref|url|uri|endpoint|host|ttl|expiry|expiration|expires(?:_in)?|lifetime|duration|seconds|minutes|hours|days|length|size|min|max|policy|algorithm|algo|type|header|issuer|audience|enabled|disabled|required|id|rotation|interval|version|namespace|prefix|store|provider|mount|arn|count|limit|refresh|format|method|mode|class)$/;

/** True if a value under this name is expected to be a secret: `DB_PASSWORD`, `apiKey`, but not `PASSWORD_FILE` or `TOKEN_TTL`. */
export function namesSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return secretWord.test(words) && !aboutSecret.test(words);
}

/** Values that are no secret even under a secret's name: none, a switch, a reference, a path, an address. */
const harmless =
  /^(?:|true|false|yes|no|on|off|none|null|nil|enabled|disabled|required|optional|\$\(\w+\)|\$\{\w+\}|\.{0,2}\/.*|[a-z][a-z0-9+.-]*:\/\/.*)$/i;

/** True if `value` says nothing that must be kept secret. */
export function isHarmless(value: string): boolean {
  return harmless.test(value.trim());
}

/** Names under which a random-looking value is a secret, although other values are not. */
const suspiciousWord =
  /(?:^|[_.-])(?:key|salt|pepper|signature|auth|dsn|seed|hash_?key|cookie|session|bearer)(?=$|[_.-])/;

/** True if a value under this name is a secret once it looks random. */
export function mayNameSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return suspiciousWord.test(words) && !aboutSecret.test(words);
}

/** True for 20 characters and more that no word or name would have: digits among letters and more than 3.5 bits a character. */
export function looksRandom(value: string): boolean {
  if (!/^[\w+/=.-]{20,}$/.test(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return bitsPerCharacter(value) > 3.5;
}

function bitsPerCharacter(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
