import type { FactsByHost } from '../facts/host-faults.ts';
import type { BucketKeys } from '../files/files.ts';
import type { ClusterRequest } from '../request.ts';
import type { FolderReleases } from './release.ts';
import type { MemberState } from './state.ts';
import type { Step } from './step.ts';
import { filesStep } from './steps.ts';

/** What a plan is made of. */
export interface PlanInput {
  readonly request: ClusterRequest;
  /** Of every host that answered, those that leave included. */
  readonly facts: FactsByHost;
  readonly folders: FolderReleases;
  readonly bucket: BucketKeys | undefined;
  /** When it is made: a part of the name of what is saved before an upgrade. */
  readonly now: Date;
}

/** A plan while it is made. */
export interface Planning extends PlanInput {
  readonly states: readonly MemberState[];
  /** The server that steps about other nodes run on: one that runs already, else the first that is started. */
  readonly through: MemberState;
}

/** Writes a host's files. */
export function filesOf({ host, files, obsolete }: MemberState): Step {
  return filesStep(host.name, files, obsolete);
}
