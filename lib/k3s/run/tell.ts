/** Tells a person what is going on: the host, or nothing for the whole cluster, and a sentence. */
export type Tell = (host: string, text: string) => void;

/** A text without the values of secrets, whatever a program printed. */
export function redacted(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 8) clean = clean.replaceAll(secret, '***');
  return clean;
}
