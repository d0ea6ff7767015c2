/**
 * A stand-in for Pulumi's language host of Node programs, which no registry has: the tests put it on PATH where a machine lacks the
 * real one. What it starts is Pulumi's own: `@pulumi/pulumi/cmd/run` for programs, `cmd/run-policy-pack` for policy packs. The engine
 * starts it with its own address, reads a port from its output and calls it there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import grpc, { type ServerUnaryCall, type ServerWritableStream, type sendUnaryData } from '@grpc/grpc-js';
import services from '@pulumi/pulumi/proto/language_grpc_pb.js';
import messages, { type RunPluginRequest, type RunRequest } from '@pulumi/pulumi/proto/language_pb.js';
import plugins from '@pulumi/pulumi/proto/plugin_pb.js';
import { type Command, packCommand, programCommand } from './commands.ts';

const engine = process.argv.at(-1)!;

const service = {
  getPluginInfo: (_call: unknown, done: sendUnaryData<unknown>) => {
    done(null, new plugins.PluginInfo().setVersion('0.0.0-stand-in'));
  },
  // none: the engine would look for them in a registry, and takes those on PATH anyway
  getRequiredPackages: (_call: unknown, done: sendUnaryData<unknown>) => {
    done(null, new messages.GetRequiredPackagesResponse());
  },
  run: async ({ request }: ServerUnaryCall<RunRequest, unknown>, done: sendUnaryData<unknown>) => {
    const [code] = (await once(start(programCommand(request, engine), 'inherit'), 'close')) as [number];
    const answer = new messages.RunResponse();
    // Pulumi's runner ends with 32 where it has told the person everything itself
    if (code === 32) answer.setBail(true);
    else if (code !== 0) answer.setError(`Program exited with non-zero exit code: ${code}`);
    done(null, answer);
  },
  runPlugin: async (call: ServerWritableStream<RunPluginRequest, unknown>) => {
    const child = start(packCommand(call.request), 'pipe');
    call.on('cancelled', () => child.kill());
    child.stdout?.on('data', (data) => call.write(new messages.RunPluginResponse().setStdout(data)));
    child.stderr?.on('data', (data) => call.write(new messages.RunPluginResponse().setStderr(data)));
    const [code] = (await once(child, 'close')) as [number | null];
    call.write(new messages.RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  },
};

function start({ args, env, cwd }: Command, output: 'inherit' | 'pipe') {
  return spawn(process.execPath, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
}

const server = new grpc.Server();
server.addService(
  services.LanguageRuntimeService as grpc.ServiceDefinition,
  service as grpc.UntypedServiceImplementation,
);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});

// An engine that was killed tells nobody; its language host must not stay.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 200).unref();
