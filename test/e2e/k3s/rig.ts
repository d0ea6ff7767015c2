import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppliedCluster, applyCluster } from '../../../lib/k3s/cluster.ts';
import type { ClusterRequest } from '../../../lib/k3s/request.ts';
import type { K3sHostsProps } from '../../../lib/model/index.ts';
import { patience } from '../../../lib/ssh/index.ts';
import { say } from '../harness/say.ts';
import { type Lab, type LabHost, startLab } from './hosts/lab.ts';
import { type Mirror, startMirror } from './mirror.ts';

/** Releases that the mirror has: one step back, and one minor step. */
export const releases = { older: 'v1.36.2+k3s1', current: 'v1.36.3+k3s1', old: 'v1.35.5+k3s1' } as const;

/** Hosts, a release page, and what was said during applies. */
export interface Rig {
  readonly lab: Lab;
  readonly mirror: Mirror;
  /** Every line that an apply told, for searching. */
  readonly told: string[];
  /** Adds hosts, all at once. */
  readonly hosts: (...names: readonly string[]) => Promise<readonly LabHost[]>;
  readonly host: (name: string) => LabHost;
  /** A request for servers and agents by their names. */
  readonly request: (
    servers: readonly string[],
    agents: readonly string[],
    change?: Partial<K3sHostsProps>,
  ) => ClusterRequest;
  readonly apply: (request: ClusterRequest) => Promise<AppliedCluster>;
  /** The same without a second try of a connection, and without rests between tries of a step. */
  readonly applyImpatiently: (request: ClusterRequest) => Promise<AppliedCluster>;
  /** Called with everything that an apply tells. */
  onTell: (host: string, text: string) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a rig without hosts. */
export async function startRig(): Promise<Rig> {
  const lab = await startLab(say);
  const all = new Map<string, LabHost>();
  const told: string[] = [];
  await lab.add('s1').then((host) => all.set('s1', host)); // the bridge is there from now on
  const mirror = await startMirror(Object.values(releases));
  writeFileSync(join(lab.folder, 'password'), 'open sesame\n', { mode: 0o600 });
  const host = (name: string) => {
    const found = all.get(name);
    if (found === undefined) throw new Error(`There is no host ${name}.`);
    return found;
  };
  const propsOf = (names: readonly string[]) => names.map((name) => host(name).props);
  const tell = (name: string, text: string) => {
    told.push(`${name} ${text}`);
    say(`      ${name.padEnd(4)} ${text}`);
    rig.onTell(name, text);
  };
  const rig: Rig = {
    lab,
    mirror,
    told,
    host,
    hosts: async (...names) => {
      const missing = names.filter((name) => !all.has(name));
      for (const made of await Promise.all(missing.map((name) => lab.add(name)))) all.set(made.props.name, made);
      return names.map(host);
    },
    request: (servers, agents, change = {}) => ({
      environment: 'dev',
      hosts: {
        version: releases.current,
        servers: propsOf(servers),
        agents: propsOf(agents),
        ssh: { user: 'ops', key: lab.key },
        source: { kind: 'url', url: mirror.url },
        ...change,
      },
    }),
    apply: (request) => applyCluster(request, { tell }),
    applyImpatiently: (request) =>
      applyCluster(request, { tell, patience: { ...patience, rest: async () => undefined } }),
    onTell: () => undefined,
    stop: async () => {
      await mirror.stop();
      await lab.stop();
    },
  };
  return rig;
}
