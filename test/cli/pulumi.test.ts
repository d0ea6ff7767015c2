import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { kubeconfigOf, startApiServer } from '../pulumi/api-server.ts';
import { type Outcome, Project, run } from './project.ts';

const server = await startApiServer();
const project = new Project();
afterAll(async () => {
  project.remove();
  await server.close();
});

const program = project.path('fake', 'pulumi');
const log = project.path('fake', 'log');
const kubeconfig = project.path('fake', 'kubeconfig');
project.write('fake/kubeconfig', server.kubeconfig);

/** What Pulumi answers to `stack ls`, `config`, `stack export` and `stack output`. */
interface Answers {
  readonly ls?: unknown;
  readonly config?: Readonly<Record<string, string>>;
  readonly state?: unknown;
  readonly holder?: string;
  /** Standard error of every command that needs the passphrase, which then fails. */
  readonly refuses?: string;
}

/** A program in Pulumi's place that answers as told, and writes down what it was asked. */
function pulumi({ ls = [{ name: 'dev' }], config = {}, state = {}, holder = 'pulumi', refuses = '' }: Answers): void {
  const settings = { delivery: 'pulumi', kubeconfigPath: kubeconfig, clusterId: server.clusterId, ...config };
  const entries = Object.entries(settings).map(([key, value]) => [`unifyops:${key}`, { value, secret: false }]);
  const answers = { ls, config: Object.fromEntries(entries), state, output: { holder } };
  project.write(
    'fake/pulumi',
    `#!${process.execPath}
import { appendFileSync } from 'node:fs';
const args = process.argv.slice(2);
const answers = ${JSON.stringify(answers)};
const refuses = ${JSON.stringify(refuses)};
appendFileSync(${JSON.stringify(log)}, args.join(' ') + '\\n');
const of = { 'stack ls': answers.ls, config: answers.config, 'stack export': answers.state, 'stack output': answers.output };
const key = args[0] === 'stack' ? args.slice(0, 2).join(' ') : args[0];
if (refuses && key === 'config') { console.error(refuses); process.exit(1); }
if (key in of) console.log(JSON.stringify(of[key]));
else console.log('PULUMI ' + args.join(' '));
`,
  );
  chmodSync(program, 0o755);
}

const up = (...args: readonly string[]): Promise<Outcome> => {
  const env = { ...process.env, PATH: dirname(program) };
  return run([join(project.root, 'bin', 'pulumi.ts'), ...args], { cwd: project.root, env });
};
const asked = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
const changes = () => asked().filter((line) => /^(up|preview|refresh|stack init)/.test(line));

beforeEach(() => rmSync(log, { force: true }));

describe('npm run up', () => {
  test('runs Pulumi on the terminal, and ends with what a person wants next', async () => {
    pulumi({});
    const { code, stdout, stderr } = await up('up', 'dev', '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^PULUMI up --stack dev --yes\n\nnext\n/);
    expect(stdout).toContain('URL         https://auth.dev.example.org/');
    expect(stdout).toContain(`kubeconfig  export KUBECONFIG=${kubeconfig}`);
    expect(changes()).toEqual(['up --stack dev --yes']);
  });

  test('makes the state of an environment that has none', async () => {
    pulumi({ ls: [] });
    await up('preview', 'dev');
    expect(changes()).toEqual(['stack init dev --non-interactive', 'preview --stack dev']);
  });

  test('runs once more where Pulumi has let go of what Argo CD takes over', async () => {
    pulumi({ config: { delivery: 'argocd', installArgocd: 'false' }, holder: 'pulumi-released' });
    const { stdout } = await up('up', 'dev', '--yes');
    expect(changes()).toEqual(['up --stack dev --yes', 'up --stack dev --yes']);
    expect(stdout).toContain('port-forward service/argocd-server');
  });

  test('says what an earlier run did not finish, and has Pulumi forget it once it is done', async () => {
    const urn = 'urn:pulumi:dev::unifyops::kubernetes:core/v1:Service::identity-auth/Service.identity-auth-api';
    pulumi({ state: { deployment: { pending_operations: [{ type: 'creating', resource: { urn } }] } } });
    const { code, stderr } = await up('preview', 'dev');
    expect(code).toBe(0);
    expect(stderr).toContain('  identity-auth/Service.identity-auth-api\n');
    await up('up', 'dev', '--yes');
    expect(changes()).toContain('refresh --stack dev --clear-pending-creates --skip-preview --yes');
  });
});

describe('before anything is changed, one message says', () => {
  const failing = async (...args: readonly string[]) => {
    const { code, stderr } = await up(...args);
    expect(code).toBe(1);
    expect(changes()).toEqual([]);
    return stderr;
  };

  test('which environments there are', async () => {
    pulumi({});
    expect(await failing('up', 'dve')).toContain(
      '[Pulumi stack dve] found the unknown environment "dve", expected one of dev, local, prod. Did you mean "dev"?',
    );
    expect(asked()).toEqual([]);
  });

  test('that the passphrase is missing, or another one', async () => {
    pulumi({ refuses: 'error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or …' });
    expect(await failing('up', 'dev')).toContain('found no passphrase');
    pulumi({ refuses: 'error: incorrect passphrase' });
    expect(await failing('up', 'dev')).toContain('found another passphrase');
  });

  test('that the kubeconfig leads to another cluster, or nowhere', async () => {
    pulumi({ config: { clusterId: 'another' } });
    expect(await failing('up', 'dev')).toContain(`unifyops:clusterId: found cluster ${server.clusterId}`);
    project.write('fake/nowhere', kubeconfigOf('http://127.0.0.1:9'));
    pulumi({ config: { kubeconfigPath: project.path('fake', 'nowhere') } });
    expect(await failing('up', 'dev')).toContain('found no answer from http://127.0.0.1:9');
  });

  test('that a setting belongs in environments/', async () => {
    pulumi({ config: { domain: 'example.org' } });
    expect(await failing('up', 'dev')).toContain('Take it out of Pulumi.dev.yaml and set it in environments/dev.ts.');
  });

  test('that the state is of another time than the cluster', async () => {
    const namespace = { type: 'kubernetes:core/v1:Namespace', outputs: { metadata: { name: 'uo-dev', uid: 'old' } } };
    pulumi({ state: { deployment: { resources: [namespace] } } });
    expect(await failing('up', 'dev')).toContain('npx pulumi refresh --stack dev');
  });

  test('that there is no Pulumi', async () => {
    project.write('fake/pulumi', '#!/nowhere\n');
    expect(await failing('up', 'dev')).toContain('[Pulumi] found no program that runs');
  });

  test('how the command is used', async () => {
    const { code, stderr } = await up('up');
    expect(code).toBe(2);
    expect(stderr).toContain("missing required argument 'environment'");
  });
});
