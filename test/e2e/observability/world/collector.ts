import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { builtPart } from '../../../../tools/build/build-part.ts';
import { freePorts } from '../../harness/ports.ts';
import { type Program, startProgram } from '../../harness/program.ts';
import { say } from '../../harness/say.ts';
import type { Workspace } from '../../harness/workspace.ts';
import { type PodFile, writeFiles } from '../rendered.ts';

/** A running collector; each address is that of one port of its pod. */
export interface Collector {
  /** Where workloads send OTLP over HTTP. */
  readonly otlp: string;
  /** Where it tells of itself. */
  readonly own: string;
  /** Where it tells what was pushed to it. */
  readonly pushed: string;
  readonly program: Program;
}

/** Path of the collector's program. */
export async function collectorPath(): Promise<string> {
  return join(await builtPart('collector', say), 'otelcol');
}

/** Starts the collector with its rendered configuration; addresses alone are this machine's. */
export async function startCollector(
  workspace: Workspace,
  files: readonly PodFile[],
  { tempo, loki }: { readonly tempo: string; readonly loki: string },
): Promise<Collector> {
  const folder = workspace.sub('collector');
  const [otlp = 0, health = 0, own = 0, pushed = 0] = await freePorts(4);
  writeFiles(folder, files, (text) =>
    text
      .replace('0.0.0.0:4318', `127.0.0.1:${otlp}`)
      .replace('0.0.0.0:13133', `127.0.0.1:${health}`)
      .replace('0.0.0.0:8889', `127.0.0.1:${pushed}`)
      .replace(/host: 0\.0\.0\.0\s+port: 8888/, `{ host: 127.0.0.1, port: ${own} }`)
      .replace(/tempo\.\S+:4317/, tempo)
      .replace(/http:\/\/loki\.\S+:3100/, loki),
  );
  const program = await startProgram(workspace, {
    name: 'collector',
    command: await collectorPath(),
    args: [`--config=${join(folder, 'etc/collector/config.yaml')}`],
    ready: async () => (await fetch(`http://127.0.0.1:${health}/`)).ok,
  });
  const url = (port: number) => `http://127.0.0.1:${port}`;
  return { otlp: url(otlp), own: `${url(own)}/metrics`, pushed: `${url(pushed)}/metrics`, program };
}

/** A stand-in for Tempo: takes OTLP over gRPC as Tempo does, and tells `listener` of it in JSON. */
export async function startTempoStandIn(
  workspace: Workspace,
  listener: string,
): Promise<{ address: string; program: Program }> {
  const [grpc = 0, own = 0] = await freePorts(2);
  const address = `127.0.0.1:${grpc}`;
  const file = join(workspace.sub('tempo'), 'config.yaml');
  const reader = { pull: { exporter: { prometheus: { host: '127.0.0.1', port: own } } } };
  writeFileSync(
    file,
    dump({
      receivers: { otlp: { protocols: { grpc: { endpoint: address } } } },
      exporters: { otlp_http: { endpoint: listener, encoding: 'json', compression: 'none' } },
      service: {
        telemetry: { metrics: { readers: [reader] } },
        pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp_http'] } },
      },
    }),
  );
  const program = await startProgram(workspace, {
    name: 'tempo',
    command: await collectorPath(),
    args: [`--config=${file}`],
    ready: async () => (await fetch(`http://127.0.0.1:${own}/metrics`)).ok,
  });
  return { address, program };
}
