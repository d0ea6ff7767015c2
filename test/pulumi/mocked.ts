import { runtime } from '@pulumi/pulumi';
import { deploy } from '../../lib/pulumi/program.ts';

/** One resource as the program asked Pulumi's engine for it. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN; empty for the root. */
  readonly parent: string;
  /** What it's made of; a secret is `{ secret: value }`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URNs. */
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly customTimeouts: { readonly create: string; readonly update: string } | undefined;
  /** URN of the provider, with its id behind it. */
  readonly provider: string;
  readonly aliases: readonly string[];
}

/** How the program is run. */
export interface MockedRun {
  /** Folder of the project. */
  readonly root: string;
  /** The Pulumi stack, and so the environment. */
  readonly stack: string;
  /** Settings by key, without `unifyops:`. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * What the run before came to: its resources are in the state.
   * @default - none: the first run
   */
  readonly before?: Pick<MockedResult, 'resources' | 'outputs'>;
}

/** What a run came to. */
export interface MockedResult {
  readonly resources: readonly Registered[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The outputs of the whole stack as they are stored; a secret is `{ secret: value }`. */
  readonly registeredOutputs: Readonly<Record<string, unknown>>;
}

const secretSignature = '4dabf18193072939515e22adb298388d';

/** Runs the whole program on mocks of Pulumi's engine and providers. */
export async function runMocked({ root, stack, settings, before }: MockedRun): Promise<MockedResult> {
  const state = Object.fromEntries((before?.resources ?? []).map(({ urn, type }) => [urn, { type, outputs: {} }]));
  const resources: Registered[] = [];
  await runtime.setMocks(
    {
      call: ({ token, inputs }) => (token === 'pulumi:pulumi:readStackResourceOutputs' ? { outputs: state } : inputs),
      newResource: ({ type, name, inputs }) => ({
        id: `${name}-id`,
        state:
          type === 'pulumi:pulumi:StackReference'
            ? { ...inputs, outputs: before?.outputs ?? {}, secretOutputNames: [] }
            : inputs,
      }),
    },
    'unifyops',
    stack,
    false,
    'organization',
  );
  const stored = record(resources);
  const values = Object.entries(settings).map(([key, value]) => [`unifyops:${key}`, value] as const);
  runtime.setAllConfig(
    Object.fromEntries(values),
    values.map(([key]) => key),
  );
  const outputs = await runtime.runInPulumiStack(() => deploy({ root }));
  await runtime.disconnect();
  const top = resources.find(({ type }) => type === 'pulumi:pulumi:Stack')!;
  return { resources, outputs: outputs ?? {}, registeredOutputs: stored.get(top.urn) ?? {} };
}

interface Monitor {
  registerResource(request: Request, done: (error: unknown, response: { getUrn(): string }) => void): Promise<void>;
  registerResourceOutputs(request: OutputsRequest, done: unknown): void;
}

/** Mocks hear of inputs alone: this hears the whole request. Returns the outputs by URN. */
export function record(resources: Registered[]): ReadonlyMap<string, Record<string, unknown>> {
  const outputs = new Map<string, Record<string, unknown>>();
  const monitor = runtime.getMonitor() as unknown as Monitor;
  const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request, done) => {
    outputs.set(request.getUrn(), plain(request.getOutputs()?.toJavaScript() ?? {}) as Record<string, unknown>);
    registerOutputs(request, done);
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, done) =>
    register(request, (error, response) => {
      if (!error) resources.push(registered(request, response.getUrn()));
      done(error, response);
    });
  return outputs;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getDependenciesList(): string[];
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getCustomtimeouts(): { toObject(): { create: string; update: string } } | undefined;
  getProvider(): string;
  getAliasesList(): { toObject(): unknown }[];
}

function registered(request: Request, urn: string): Registered {
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    inputs: plain(request.getObject().toJavaScript()) as Record<string, unknown>,
    dependencies: request.getDependenciesList(),
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    customTimeouts: request.getCustomtimeouts()?.toObject(),
    provider: request.getProvider(),
    aliases: request.getAliasesList().map((alias) => JSON.stringify(alias.toObject())),
  };
}

/** The same value with secrets as `{ secret: value }`. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (secretSignature in value) return { secret: plain((value as { value?: unknown }).value) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
