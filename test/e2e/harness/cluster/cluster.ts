import { join } from 'node:path';
import { builtPart, type Say } from '../../../../tools/build/build-part.ts';
import type { KubeApi } from '../api/kube-api.ts';
import { type Authority, createAuthority } from '../certificates.ts';
import { requireCommands } from '../packages.ts';
import type { Program } from '../program.ts';
import { createWorkspace, type Workspace } from '../workspace.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { startControllerManager, startScheduler } from './controllers.ts';
import { installCustomResources } from './custom-resources.ts';
import { startEtcd } from './etcd.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { type SimulatedNodes, startKwok } from './kwok.ts';
import { provideStorage } from './storage.ts';

/** A control plane on this machine with simulated nodes. */
export interface Cluster {
  readonly workspace: Workspace;
  readonly authority: Authority;
  readonly server: ApiServer;
  readonly api: KubeApi;
  /** Path of an administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Folder with `kubectl`. */
  readonly kubernetes: string;
  readonly nodes: SimulatedNodes;
  /** Every process of the control plane. */
  readonly programs: () => readonly Program[];
  /** Ends every process and removes the folder. */
  readonly stop: () => Promise<void>;
}

/** How large the cluster is. */
export interface ClusterProps {
  /**
   * Simulated nodes.
   * @default 6
   */
  readonly nodes?: number;
  /**
   * Volumes of each storage class.
   * @default 30
   */
  readonly volumes?: number;
}

/** Names of the storage classes that environments name. */
const storageClasses = ['standard', 'local-path', 'gp3'];

/**
 * Starts etcd, the API server, the controller manager, the scheduler and kwok, all real, with the pinned custom resources defined.
 * @throws Message that says what is missing, or why a part did not start
 */
export async function startCluster(say: Say, { nodes = 6, volumes = 30 }: ClusterProps = {}): Promise<Cluster> {
  await requireCommands(['flock', 'setpriv', 'openssl'], say);
  const etcdFolder = await builtPart('etcd', say);
  const kubernetes = await builtPart('kubernetes', say);
  const kwokFolder = await builtPart('kwok', say);
  const workspace = createWorkspace();
  const programs: (() => Program)[] = [];
  const stop = async () => {
    await Promise.all(programs.map((program) => program().kill()));
    await workspace.remove();
  };
  const add = <T extends Program>(program: T): T => {
    programs.push(() => program);
    return program;
  };
  try {
    const authority = await createAuthority(workspace.sub('certificates'));
    const etcd = await startEtcd(workspace, etcdFolder);
    add(etcd.program);
    const server = await startApiServer(workspace, kubernetes, authority, etcd.port);
    programs.push(server.program);
    const { api } = server;
    const kubeconfig = join(workspace.folder, 'kubeconfig');
    writeKubeconfig(kubeconfig, server.port, authority.certificate, { token: server.token });
    await installCustomResources(api);
    add(await startControllerManager(workspace, kubernetes, authority, server));
    add(await startScheduler(workspace, kubernetes, authority, server));
    const simulated = await startKwok(workspace, kwokFolder, api, kubeconfig, nodes);
    add(simulated.program);
    await provideStorage(api, storageClasses, volumes);
    return {
      workspace,
      authority,
      server,
      api,
      kubeconfig,
      kubernetes,
      nodes: simulated,
      programs: () => programs.map((each) => each()),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
