import type { ClusterRequest } from '../request.ts';
import type { Step } from './step.ts';
import { fetchStep, type SentFile, sendReleaseStep, sendStep } from './steps.ts';

/** Where releases are published. */
const releasePage = 'https://github.com/k3s-io/k3s/releases/download';

/** The files of an air-gapped folder for one architecture, read and verified on this machine. */
export interface FolderRelease {
  readonly program: SentFile;
  /** Archives of images, which k3s loads at its start. */
  readonly images: readonly SentFile[];
}

/** Air-gapped folders by `uname -m`; empty if hosts download by themselves. */
export type FolderReleases = Readonly<Record<string, FolderRelease>>;

/** The steps that bring a release to a host, without using it yet. */
export function releaseSteps(
  { hosts }: ClusterRequest,
  host: string,
  arch: string,
  folders: FolderReleases,
): readonly Step[] {
  const folder = folders[arch];
  if (folder === undefined) {
    const url = hosts.source?.kind === 'url' ? hosts.source.url : releasePage;
    return [fetchStep(host, hosts.version, url, hosts.sha256)];
  }
  return [
    sendReleaseStep(host, hosts.version, folder.program),
    ...folder.images.map((images) => sendStep(host, 'images', images)),
  ];
}
