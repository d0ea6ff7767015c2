import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../../../..');

/** What a suite's own project holds: as in this repository, but small and quick to change. */
export interface ProjectProps {
  /** TypeScript of each stack, by id: `threeTier({ domain: 'shop', name: 'cart' })`. */
  readonly stacks: Readonly<Record<string, string>>;
  /**
   * Fields of the environment `staging` that differ from the suites' own, as JSON.
   * @default - the stacks alone
   */
  readonly environment?: Readonly<Record<string, unknown>>;
  /** Tag of each workload, by stack. */
  readonly releases: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Writes a project into a folder, in place of what was there before: `pulumi up` reads it as it reads this repository. */
export function writeProject(folder: string, { stacks, environment = {}, releases }: ProjectProps): void {
  link(folder);
  const ids = Object.keys(releases);
  write(folder, 'stacks/index.ts', [
    `import { ${builders.join(', ')} } from '../lib/model/index.ts';`,
    ...Object.entries(stacks).map(([id, text]) => `export const ${variable(id)} = ${text};`),
  ]);
  write(folder, 'environments/index.ts', [
    "import { k3s } from '../lib/model/index.ts';",
    `export const staging = { ...${JSON.stringify(staging)}, cluster: k3s({ capabilities: ${JSON.stringify(capabilities)} }), stacks: ${JSON.stringify(ids)}, ...${JSON.stringify(environment)} };`,
  ]);
  const lines = Object.entries(releases).map(
    ([id, tags]) => `${id}: ${JSON.stringify(mapValues(tags, (tag) => ({ tag })))}`,
  );
  write(folder, 'environments/releases/staging.yaml', lines);
}

const builders = ['threeTier'];

/** A home server with two pods of everything, and nothing that watches it: that takes longer to come up than all the rest. */
const staging = {
  name: 'staging',
  namespace: 'uo-staging',
  domain: 'staging.unifyops.example',
  registry: { host: 'harbor.unifyops.example/unifyops', pullSecret: 'harbor-pull' },
  images: 'tag',
  tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' },
  quota: { cpu: '12', memory: '32Gi', pods: 120, storage: '200Gi' },
  replicas: { floor: 2 },
  gitops: { repository: 'https://git.unifyops.example/unifyops-infra.git' },
} as const;

const capabilities = {
  ingress: {
    kind: 'traefik',
    className: 'traefik',
    controller: { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } },
  },
} as const;

/** The rest is this repository's own: the program, its rules, the versions. */
function link(folder: string): void {
  for (const name of ['lib', 'rules', 'versions.json', 'node_modules', 'package.json']) {
    try {
      symlinkSync(join(repository, name), join(folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function write(folder: string, path: string, lines: readonly string[]): void {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

function variable(id: string): string {
  return id.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function mapValues<A, B>(object: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
