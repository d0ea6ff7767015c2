import { join } from 'node:path';
import type { Plan } from '../../model/index.ts';
import { observabilityFolder } from '../../model/observability/peers.ts';
import { type SecretToMake, secretCommand, secretsToMake } from '../../synth/secrets-to-make.ts';
import { shown } from '../project.ts';

/** What a command reads, said above it. */
const input: Readonly<Record<SecretToMake['kind'], string>> = {
  opaque: 'a line key=value for each, then Ctrl-D',
  registry: "a Docker config.json with the registry's credential",
  certificate: 'from the files tls.crt and tls.key',
};

/** The Secrets that an environment needs before its first sync, each with its command; empty if there are none. */
export function secretsText(plan: Plan, out: string): string {
  const secrets = secretsToMake(plan);
  if (secrets.length === 0) return '';
  const { name, namespace } = plan.environment;
  const folders = new Map([[namespace, 'platform']]);
  for (const { namespace: other } of secrets) if (other !== undefined) folders.set(other, observabilityFolder);
  const manifests = [...folders].map(([own, folder]) => shown(join(out, name, folder, `Namespace.${own}.yaml`)));
  const blocks = secrets.map(
    (secret) =>
      `  # ${secret.keys.join(', ')} for ${secret.reader}: ${input[secret.kind]}\n  ${secretCommand(namespace, secret)}\n`,
  );
  return `
Secrets of ${name}, to make before its first sync. Values are read from standard input, never from the command line:
${manifests.map((manifest) => `  kubectl apply --filename ${manifest}\n`).join('')}${blocks.join('')}`;
}
