import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bridgeAddress } from './hosts/lab.ts';
import { standIn } from './stand-in.ts';

/** What goes wrong with downloads, until it is set right. */
export type MirrorFault = 'none' | 'cut short' | 'wrong bytes' | 'gone';

/** A release page as k3s has one, on the hosts' bridge. */
export interface Mirror {
  readonly url: string;
  fault: MirrorFault;
  /** Downloads of the program, whole ones. */
  downloads: number;
  readonly stop: () => Promise<void>;
}

/** Serves releases of the stand-in. */
export async function startMirror(versions: readonly string[]): Promise<Mirror> {
  const releases = new Map<string, Buffer>();
  for (const version of versions) releases.set(version, await standIn(version));
  const server = createServer((request, response) => {
    const [, version = '', file = ''] = decodeURIComponent(request.url ?? '').split('/');
    const release = releases.get(version);
    if (release === undefined || mirror.fault === 'gone') return void response.writeHead(404).end();
    if (file.startsWith('sha256sum-')) {
      const sum = createHash('sha256').update(release).digest('hex');
      return void response.end(`${sum}  k3s\n`);
    }
    if (mirror.fault === 'cut short') {
      response.writeHead(200, { 'content-length': release.length });
      response.write(release.subarray(0, release.length / 2));
      return void setTimeout(() => response.destroy(), 50);
    }
    mirror.downloads++;
    response.end(mirror.fault === 'wrong bytes' ? Buffer.concat([release, Buffer.from('x')]) : release);
  });
  const mirror: Mirror = {
    url: '',
    fault: 'none',
    downloads: 0,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, bridgeAddress, resolve));
  return Object.assign(mirror, { url: `http://${bridgeAddress}:${(server.address() as AddressInfo).port}` });
}
