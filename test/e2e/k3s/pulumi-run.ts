// One run of the real Pulumi engine on the component alone, in a process of its own: `up`, `preview` or `destroy`, as JSON.
import { text } from 'node:stream/consumers';
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation/index.js';
import type { K3sHostsProps } from '../../../lib/model/index.ts';
import { K3sCluster } from '../../../lib/pulumi/clusters/k3s/k3s-cluster.ts';

/** What is asked for. */
export interface PulumiRun {
  readonly operation: 'up' | 'preview' | 'destroy';
  readonly hosts: K3sHostsProps;
  /** Folder with `bin/pulumi`. */
  readonly cli: string;
  /** Folder for the state. */
  readonly folder: string;
}

const { operation, hosts, cli, folder } = JSON.parse(await text(process.stdin)) as PulumiRun;
const program = async () => {
  const { kubeconfig, token } = new K3sCluster('dev', hosts);
  return { kubeconfig, token };
};
const stack = await LocalWorkspace.createOrSelectStack(
  { stackName: 'dev', projectName: 'unifyops', program },
  {
    workDir: folder,
    pulumiCommand: await PulumiCommand.get({ root: cli }),
    envVars: {
      PULUMI_CONFIG_PASSPHRASE: 'e2e',
      PULUMI_BACKEND_URL: `file://${folder}?metadata=skip`,
      PULUMI_SKIP_UPDATE_CHECK: 'true',
    },
  },
);
const onOutput = (line: string) => void process.stderr.write(line);
if (operation === 'up') {
  const { summary, outputs } = await stack.up({ onOutput, suppressProgress: true });
  const kubeconfig: unknown = outputs.kubeconfig?.value;
  const isSecret = outputs.kubeconfig?.secret === true && outputs.token?.secret === true;
  process.stdout.write(
    JSON.stringify({ changes: summary.resourceChanges, kubeconfig, token: outputs.token?.value, isSecret }),
  );
} else if (operation === 'preview') {
  process.stdout.write(JSON.stringify({ changes: (await stack.preview({ onOutput })).changeSummary }));
} else {
  process.stdout.write(JSON.stringify({ changes: (await stack.destroy({ onOutput })).summary.resourceChanges }));
}
