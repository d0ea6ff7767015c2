import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { bridgeAddress } from './hosts/lab.ts';

/** A bucket on the hosts' bridge, as the stand-in asks for one: no signatures, no certificates. */
export interface Bucket {
  /** Host and port. */
  readonly endpoint: string;
  /** What is in it, by path. */
  readonly objects: ReadonlyMap<string, Buffer>;
  readonly stop: () => Promise<void>;
}

/** Starts an empty bucket that this key pair opens. */
export async function startBucket(accessKey: string, secretKey: string): Promise<Bucket> {
  const objects = new Map<string, Buffer>();
  const authorization = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`;
  const server = createServer(async (request, response) => {
    const { method, url = '' } = request;
    if (request.headers.authorization !== authorization) return void response.writeHead(403).end();
    if (method === 'PUT') objects.set(url, await buffer(request));
    const list = () => Buffer.from([...objects.keys()].filter((path) => path.startsWith(url)).join('\n'));
    const found = url.endsWith('/') ? list() : objects.get(url);
    response.writeHead(found ? 200 : 404).end(method === 'GET' ? found : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, bridgeAddress, resolve));
  return {
    endpoint: `${bridgeAddress}:${(server.address() as AddressInfo).port}`,
    objects,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
