import type { HostFacts, NodeFacts } from '../facts/host-facts.ts';
import type { FactsByHost } from '../facts/host-faults.ts';
import { knownNodes } from '../facts/quorum.ts';
import { type BucketKeys, managedPaths, sumOf, type WantedFile, wantedFiles } from '../files/files.ts';
import { kernelSettings } from '../files/settings.ts';
import { type ClusterRequest, type Member, membersOf, unitOf } from '../request.ts';

/** How far a host is from what it should be. */
export type Distance =
  /** Not a part of the cluster yet, or a blank machine under the name of a node that was one. */
  | 'new'
  /** A part of it that doesn't run. */
  | 'down'
  /** Runs another release, so its pods move away before it changes. */
  | 'outdated'
  /** Runs, but something of it is not as it should be. */
  | 'changed'
  | 'right';

/** A wanted host, what it is, and what is missing. */
export interface MemberState extends Member {
  readonly distance: Distance;
  /** Why, in a few words each. */
  readonly reasons: readonly string[];
  readonly files: readonly WantedFile[];
  /** Paths of files that are there and no longer wanted. */
  readonly obsolete: readonly string[];
}

/** Every wanted host, servers first. */
export function statesOf(request: ClusterRequest, facts: FactsByHost, bucket?: BucketKeys): readonly MemberState[] {
  const nodes = knownNodes(facts);
  return membersOf(request).flatMap((member) => {
    const found = facts.get(member.host.name);
    return found ? [stateOf(request, member, found, nodes, bucket)] : [];
  });
}

function stateOf(
  request: ClusterRequest,
  member: Member,
  facts: HostFacts,
  nodes: readonly NodeFacts[],
  bucket: BucketKeys | undefined,
): MemberState {
  const files = wantedFiles(request, member, bucket);
  const paths = files.map(({ path }) => path);
  const obsolete = managedPaths().filter((path) => path in facts.files && !paths.includes(path));
  const node = nodes.find(({ name }) => name === member.host.name);
  const reasons = [
    ...fileReasons(files, facts),
    ...obsolete.map((path) => `${path} is no longer wanted`),
    ...kernelReasons(facts),
    ...(facts.k3s.active && !facts.k3s.enabled ? [`${unitOf(member.role)} would not start after a reboot`] : []),
    ...(facts.k3s.newer === undefined ? [] : [`it has not been started since ${facts.k3s.newer} was written`]),
    ...(node?.cordoned === 'by us' ? ['a run that stopped half-way left it cordoned'] : []),
  ];
  const joined = facts.k3s.data && (node !== undefined || (member.role === 'server' && facts.k3s.member));
  const base = { ...member, files, obsolete };
  if (!joined) return { ...base, distance: 'new', reasons: ['it is not in the cluster'] };
  const { version } = request.hosts;
  if (facts.k3s.version !== version || (node && node.version !== version)) {
    const from = node?.version ?? facts.k3s.version ?? 'nothing';
    return { ...base, distance: 'outdated', reasons: [`it runs ${from}`, ...reasons] };
  }
  if (!facts.k3s.active || node?.ready === false)
    return { ...base, distance: 'down', reasons: ['it is down', ...reasons] };
  return { ...base, distance: reasons.length > 0 ? 'changed' : 'right', reasons };
}

function fileReasons(files: readonly WantedFile[], facts: HostFacts): readonly string[] {
  return files
    .filter((file) => facts.files[file.path] !== `${sumOf(file)} ${file.mode}`)
    .map(({ path }) => `${path} ${facts.files[path] === undefined ? 'is missing' : 'differs'}`);
}

function kernelReasons({ settings }: HostFacts): readonly string[] {
  return Object.entries(kernelSettings)
    .filter(([name, value]) => settings[name] !== value)
    .map(([name, value]) => `${name} is ${settings[name] ?? 'not set'}, not ${value}`);
}
