import { isDeepStrictEqual } from 'node:util';
import type grpc from '@grpc/grpc-js';
import plugins from '@pulumi/pulumi/proto/plugin_pb.js';
import providers from '@pulumi/pulumi/proto/provider_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { check } from '../operations/check.ts';
import { create } from '../operations/create.ts';
import { remove } from '../operations/delete.ts';
import { diff } from '../operations/diff.ts';
import { read } from '../operations/read.ts';
import type { Session } from '../operations/session.ts';
import { update } from '../operations/update.ts';
import { checkResponse, diffResponse } from './answers.ts';
import { toServiceError } from './errors.ts';
import { fromStruct, toStruct } from './struct.ts';

/** What a provider of the engine's protocol does; each call is one of `ResourceProvider`. */
export interface Provider {
  /** Version that it says it has. */
  readonly version: string;
  /** Connects to a cluster. */
  readonly configure: (variables: ReadonlyMap<string, string>) => Promise<void>;
  /** What it works with. @throws Error before it is configured */
  readonly session: () => Session;
  /** Ends every wait. */
  readonly cancel: () => void;
}

/** The protocol's calls as gRPC wants them. */
export function serviceOf(provider: Provider): grpc.UntypedServiceImplementation {
  const { session } = provider;
  return {
    checkConfig: unary(async (request: providers.CheckRequest) => checkResponse(fromStruct(request.getNews()), [])),
    diffConfig: unary(async (request: providers.DiffRequest) => diffConfig(request)),
    configure: unary(async (request: providers.ConfigureRequest) => {
      await provider.configure(new Map(request.getVariablesMap().entries()));
      const answer = new providers.ConfigureResponse();
      answer.setAcceptsecrets(true);
      answer.setSupportspreview(true);
      return answer;
    }),
    check: unary(async (request: providers.CheckRequest) => {
      const { inputs, failures } = check(fromStruct(request.getNews()));
      return checkResponse(inputs, failures);
    }),
    diff: unary(async (request: providers.DiffRequest) => {
      const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      return diffResponse(await diff(session(), { olds, news, ignoreChanges: request.getIgnorechangesList() }));
    }),
    create: unary(async (request: providers.CreateRequest) => {
      const inputs = fromStruct(request.getProperties());
      const [urn, timeout, preview] = [request.getUrn(), request.getTimeout(), request.getPreview()];
      const { id, outputs } = await create(session(), { urn, inputs, timeout, preview });
      const answer = new providers.CreateResponse();
      answer.setId(id);
      answer.setProperties(toStruct(outputs));
      return answer;
    }),
    read: unary(async (request: providers.ReadRequest) => {
      const [id, type] = [request.getId(), request.getType() || typeOf(request.getUrn())];
      const [state, inputs] = [fromStruct(request.getProperties()), fromStruct(request.getInputs())];
      const found = await read(session(), { id, type, state, inputs });
      const answer = new providers.ReadResponse();
      if (found === undefined) return answer;
      answer.setId(id);
      answer.setProperties(toStruct(found.outputs));
      answer.setInputs(toStruct(found.inputs));
      return answer;
    }),
    update: unary(async (request: providers.UpdateRequest) => {
      const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
      const [urn, timeout, preview] = [request.getUrn(), request.getTimeout(), request.getPreview()];
      const ignoreChanges = request.getIgnorechangesList();
      const outputs = await update(session(), { urn, olds, news, timeout, preview, ignoreChanges });
      const answer = new providers.UpdateResponse();
      answer.setProperties(toStruct(outputs));
      return answer;
    }),
    delete: unary(async (request: providers.DeleteRequest) => {
      await remove(session(), fromStruct(request.getProperties()), request.getTimeout());
      return new empty.Empty();
    }),
    cancel: unary(async () => {
      provider.cancel();
      return new empty.Empty();
    }),
    getPluginInfo: unary(async () => {
      const answer = new plugins.PluginInfo();
      answer.setVersion(provider.version);
      return answer;
    }),
  };
}

/** A kubeconfig with new credentials is the same cluster if the program names the cluster; otherwise every object moves. */
function diffConfig(request: providers.DiffRequest): providers.DiffResponse {
  const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())];
  const answer = new providers.DiffResponse();
  const isSame = isDeepStrictEqual(olds, news);
  const { DiffChanges } = providers.DiffResponse;
  answer.setChanges(isSame ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME);
  const key = news.clusterIdentifier === undefined ? 'kubeconfig' : 'clusterIdentifier';
  answer.setReplacesList(isDeepStrictEqual(olds[key], news[key]) ? [] : [key]);
  return answer;
}

/** `kubernetes:apps/v1:Deployment` of `urn:pulumi:dev::unifyops::a$b$kubernetes:apps/v1:Deployment::name`. */
function typeOf(urn: string): string {
  return urn.split('::')[2]!.split('$').at(-1)!;
}

function unary<Request, Answer>(work: (request: Request) => Promise<Answer>): grpc.handleUnaryCall<Request, Answer> {
  return (call, callback) => {
    work(call.request).then(
      (answer) => callback(null, answer),
      (error: unknown) => callback(toServiceError(error)),
    );
  };
}
