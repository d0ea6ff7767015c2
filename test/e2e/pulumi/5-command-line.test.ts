import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtPart } from '../../../tools/build/build-part.ts';
import { type Outcome, Project, run } from '../../cli/project.ts';
import { type Cluster, startCluster } from '../harness/cluster/cluster.ts';
import { say } from '../harness/say.ts';

const namespace = 'uo-dev';
const deployments = { apiVersion: 'apps/v1', kind: 'Deployment', namespace } as const;
const planted = 'correct horse battery staple';
const secrets = {
  'harbor-pull': { '.dockerconfigjson': '{"auths":{}}' },
  'commerce-payment-provider': { 'api-key': planted },
  'identity-auth-postgres': { username: 'auth', password: planted },
};

// test/docs expects every such command of docs/pulumi.md here, word for word.
describe('what docs/pulumi.md tells a person to type', () => {
  const project = new Project();
  let cluster: Cluster;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    cluster = await startCluster(say, { volumes: 8 });
    const standIns = ['provider', 'language'].map((part) => join(import.meta.dirname, part, 'bin'));
    const { workspace } = cluster;
    env = {
      PATH: [dirname(process.execPath), await builtPart('pulumi', say), ...standIns, process.env.PATH].join(delimiter),
      HOME: workspace.sub('home'),
      PULUMI_HOME: workspace.sub('pulumi'),
      PULUMI_BACKEND_URL: `file://${workspace.sub('state')}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: 'e2e',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      NO_COLOR: '1',
    };
    const system = await cluster.api.get({ apiVersion: 'v1', kind: 'Namespace' }, 'kube-system');
    await type('npx pulumi stack init dev');
    await type('npx pulumi config set --stack dev delivery pulumi');
    await type(`npx pulumi config set --stack dev kubeconfigPath ${cluster.kubeconfig}`);
    await type(`npx pulumi config set --stack dev clusterId ${system!.metadata.uid}`);
  });

  afterAll(async () => {
    project.remove();
    await cluster?.stop();
  });

  /** Runs a command of Pulumi in the project, with `input` on its standard input; the CLI is the built one. */
  async function type(command: string, input = ''): Promise<string> {
    const args = [...command.split(' ').slice(2), '--non-interactive'];
    const running = promisify(execFile)('pulumi', args, { cwd: project.root, env, maxBuffer: 1 << 26 });
    running.child.stdin?.end(input);
    const { stdout } = await running;
    return stdout;
  }

  const ours = (verb: string, ...options: readonly string[]): Promise<Outcome> =>
    run([join(project.root, 'bin', 'pulumi.ts'), verb, 'dev', ...options], { cwd: project.root, env });

  test('a Secret that nothing makes is told before anything happens', async () => {
    const { code, stderr } = await ours('up', '--yes');
    expect(code).toBe(1);
    expect(stderr).toContain('found no Secret identity-auth-postgres in namespace uo-dev');
    expect(await cluster.api.list(deployments)).toEqual([]);
  });

  test('a secret in plain text stops Pulumi too, and nobody repeats it', async () => {
    await type('npx pulumi config set --stack dev --plaintext secrets', JSON.stringify(secrets));
    const refused: unknown = await type('npx pulumi up --stack dev --yes --skip-preview').catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ stdout: expect.stringContaining('expected an encrypted one') });
    expect(JSON.stringify(refused)).not.toContain(planted);
    expect(await cluster.api.list(deployments)).toEqual([]);
  });

  test('npm run up brings the environment, through the program as Node runs it', async () => {
    await type('npx pulumi config set --stack dev --secret secrets', JSON.stringify(secrets));
    const { code, stdout } = await ours('up', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain(`kubeconfig  export KUBECONFIG=${cluster.kubeconfig}`);
    expect(stdout).not.toContain(planted);
    const names = (await cluster.api.list(deployments)).map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual([
      'commerce-payment-service',
      'identity-auth-api',
      'identity-auth-app',
      'identity-auth-service',
      'web-flask-api',
    ]);
  });

  test('the same program by hand changes nothing', async () => {
    await type('npx pulumi refresh --stack dev --yes');
    const said = await type('npx pulumi up --stack dev --yes');
    expect(said).toMatch(/\d+ unchanged/);
    expect(said).not.toMatch(/to (create|update|replace|delete)|created|updated|replaced|deleted/);
  });

  test('the policy pack passes it, and stops at a database that nothing protects', async () => {
    const preview = 'npx pulumi preview --stack dev --policy-pack policy';
    expect(await type(preview)).toContain('✅ unifyops@');
    const change = (text: string) => text.replace('protect: !released && holdsData(object)', 'protect: false');
    const refused = project.with('lib/pulumi/objects/options.ts', change, () => type(preview));
    await expect(refused).rejects.toMatchObject({
      stdout: expect.stringContaining(
        '[identity-auth/StatefulSet.identity-auth-postgres] found a resource that a run may',
      ),
    });
  });

  test('a run that was killed leaves a lock, which a person may take away', async () => {
    await type('npx pulumi cancel --stack dev --yes');
  });
});
