import { createPublicKey, generateKeyPairSync } from 'node:crypto';

const algorithm = 'ssh-ed25519';

/** A new private key (Ed25519, PKCS #8 in PEM). */
export function privateKeyText(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The public half of a private key as OpenSSH and EC2 write it. */
export function publicKeyOf(privateKey: string): string {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const fields = [Buffer.from(algorithm), Buffer.from(x, 'base64url')];
  const bytes = fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return [length, field];
  });
  return `${algorithm} ${Buffer.concat(bytes).toString('base64')}`;
}
