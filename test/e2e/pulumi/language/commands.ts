import { join } from 'node:path';
import type { RunPluginRequest, RunRequest } from '@pulumi/pulumi/proto/language_pb.js';

/** A process of Node to start. */
export interface Command {
  readonly args: readonly string[];
  /** On top of this process's. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** How Pulumi's own runner is started for a program; `engine` is the engine's address. */
export function programCommand(request: RunRequest, engine: string): Command {
  const info = request.getInfo()!;
  const folder = info.getProgramDirectory();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
    'root-directory': info.getRootDirectory(),
  };
  const options = info.getOptions()?.toJavaScript() ?? {};
  return {
    args: [
      join(folder, 'node_modules/@pulumi/pulumi/cmd/run'),
      ...Object.entries(flags).flatMap(([name, value]) => (value === '' ? [] : [`--${name}`, value])),
      ...(request.getDryrun() ? ['--dry-run'] : []),
      info.getEntryPoint() || '.',
      ...request.getArgsList(),
    ],
    env: {
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
    },
    cwd: folder,
  };
}

/** How Pulumi's own runner is started for a policy pack. */
export function packCommand(request: RunPluginRequest): Command {
  const folder = request.getInfo()!.getProgramDirectory();
  const env = request.getEnvList().map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return {
    args: [join(folder, '../node_modules/@pulumi/pulumi/cmd/run-policy-pack'), ...request.getArgsList(), folder],
    env: Object.fromEntries(env),
    cwd: request.getPwd(),
  };
}
