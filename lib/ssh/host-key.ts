/** What a server must show to be the one we know. */
export interface PinnedKey {
  /** Algorithms that the server may sign with: those of the pinned key's type, so that it shows this key and no other of its keys. */
  readonly algorithms: readonly string[];
  /** Whether a key on the wire is the pinned one. */
  readonly matches: (key: Buffer) => boolean;
}

/** The pinned key from its text, `ssh-ed25519 AAAA…`. */
export function pinnedKey(text: string): PinnedKey {
  const [type = '', base64 = ''] = text.split(' ');
  return {
    // an RSA key of type ssh-rsa signs with SHA-2; SHA-1 signatures are refused
    algorithms: type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type],
    matches: (key) => key.equals(Buffer.from(base64, 'base64')),
  };
}
