import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { conventions } from '../../../../lib/model/observability/conventions.ts';
import type { Convention } from '../../../../lib/model/observability/slo-props.ts';

/** A small program that serves requests and counts them by both conventions. */
export interface TestWorkload {
  readonly port: number;
  /** What it would say at its metrics endpoint. */
  readonly metrics: (convention: Convention) => string;
  readonly stop: () => Promise<void>;
}

/** Seconds that a slow request takes: more than promised. */
const slowSeconds = 0.7;

/** Serves `/` well, `/fail` with a server error, `/slow` slowly, and its metrics at `/metrics/otel` and `/metrics/seed`. */
export async function startWorkload(): Promise<TestWorkload> {
  const counts = new Map<number, number>();
  const durations: number[] = [];
  const metrics = (convention: Convention) => exposition(convention, counts, durations);
  const end = (response: ServerResponse, status: number, start: number) => {
    counts.set(status, (counts.get(status) ?? 0) + 1);
    durations.push((performance.now() - start) / 1000);
    response.writeHead(status).end(`${status}\n`);
  };
  const server = createServer(({ url = '/' }, response) => {
    const start = performance.now();
    const convention = /^\/metrics\/(otel|seed)$/.exec(url)?.[1] as Convention | undefined;
    if (convention) response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(metrics(convention));
    else if (url === '/fail') end(response, 500, start);
    else if (url === '/slow') setTimeout(() => end(response, 200, start), slowSeconds * 1000);
    else end(response, 200, start);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    metrics,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function exposition(convention: Convention, counts: ReadonlyMap<number, number>, durations: readonly number[]): string {
  const { count, status, route, duration, buckets } = conventions[convention];
  const where = `${route}="/"`;
  const lines: string[] = [];
  // OpenTelemetry counts by its histogram, whose series carry the status
  const ownCounter = count !== `${duration}_count`;
  for (const [code, value] of counts) lines.push(`${count}{${where},${status}="${code}"} ${value}`);
  for (const bound of [...buckets, Number.POSITIVE_INFINITY]) {
    const le = bound === Number.POSITIVE_INFINITY ? '+Inf' : Number.isInteger(bound) ? `${bound}.0` : String(bound);
    lines.push(`${duration}_bucket{${where},le="${le}"} ${durations.filter((seconds) => seconds <= bound).length}`);
  }
  if (ownCounter) lines.push(`${duration}_count{${where}} ${durations.length}`);
  lines.push(`${duration}_sum{${where}} ${durations.reduce((sum, seconds) => sum + seconds, 0)}`);
  return `${lines.join('\n')}\n`;
}
