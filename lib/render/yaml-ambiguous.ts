const NUMBER_OR_TIME = String.raw`[-+]?[\d._][\da-f_xobtz:.+\-\s]*|[-+]?e[-+]?\d+|[-+]?\.(?:inf|nan)`;
const WORD = 'y|n|yes|no|on|off|true|false|null';
const AMBIGUOUS = new RegExp(`^(?:${NUMBER_OR_TIME}|${WORD})$`, 'i');

/**
 * Whether some YAML decoder could take the string for a number, a time, a boolean or null. js-yaml knows the forms that a
 * YAML version allows; decoders know more: Go reads `1_0e3` and `-_0`, `yaml` reads `.`, `E0` and `1e999` as numbers.
 */
export function isAmbiguous(text: string): boolean {
  return AMBIGUOUS.test(text);
}
