/**
 * A stand-in for Pulumi's Kubernetes provider, which no registry has: the tests put it on PATH where a machine lacks the real one. The
 * engine starts it with its own address, reads a port from its output and calls it there.
 */
import grpc from '@grpc/grpc-js';
import services from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import { Client } from './cluster/client.ts';
import { readKubeconfig } from './cluster/kubeconfig.ts';
import { Watches } from './cluster/watch.ts';
import { readSettings, type Session } from './operations/session.ts';
import { warnings } from './rpc/host.ts';
import { serviceOf } from './rpc/service.ts';

const cancelled = new AbortController();
let session: Session | undefined;

const service = serviceOf({
  version: '0.0.0-stand-in',
  configure: async (variables) => {
    const settings = readSettings(variables);
    const text = variables.get('kubernetes:config:kubeconfig') ?? process.env.KUBECONFIG ?? '';
    const client = new Client(readKubeconfig(text, variables.get('kubernetes:config:context')));
    const warn = warnings(process.argv.at(-1)!);
    session = { client, watches: new Watches(client), settings, cancelled: cancelled.signal, warn };
  },
  session: () => {
    if (session === undefined) throw new Error('The engine has not configured the stand-in yet.');
    return session;
  },
  cancel: () => cancelled.abort(),
});

const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
const server = new grpc.Server(unlimited);
server.addService(services.ResourceProviderService, service);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});

// An engine that was killed tells nobody; its provider must not stay.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid !== engine) process.exit(0);
}, 200).unref();
