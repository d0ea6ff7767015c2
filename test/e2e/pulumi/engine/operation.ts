/**
 * One run of the real engine on a project, in a process of its own: it can be killed, and its output is a log that can be searched.
 * Run: node operation.ts <request.json>; the result is written beside the request.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type EngineEvent, LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js';
import { collect, type OperationRequest, type OperationResult } from './report.ts';

const [, , path] = process.argv as [string, string, string];
const request = JSON.parse(readFileSync(path, 'utf8')) as OperationRequest;
const { root, environment, operation, settings, killAfter } = request;
const program = (await import(request.program)) as {
  readonly default: (root: string) => Promise<Record<string, unknown>>;
};

// Ctrl-C is the engine's to hear: it ends the run in order, and this process tells how.
process.on('SIGINT', () => {});

const report = collect((work) => {
  if (work === killAfter) process.kill(-process.pid, 'SIGKILL');
});
const options = {
  onOutput: (text: string) => process.stdout.write(text),
  onError: (text: string) => process.stderr.write(text),
  onEvent: (event: EngineEvent) => report.take(event),
  color: 'never',
} as const;

const work: Readonly<Record<OperationRequest['operation'], (stack: Stack) => Promise<unknown>>> = {
  up: (stack) => stack.up(options),
  preview: (stack) => stack.preview(options),
  refresh: (stack) => stack.refresh(options),
  destroy: (stack) => stack.destroy(options),
};

writeFileSync(`${path}.result`, JSON.stringify(await run()));

async function run(): Promise<OperationResult> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  try {
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: environment, projectName: 'unifyops', program: () => program.default(root) },
      { workDir: root, projectSettings: { name: 'unifyops', runtime: 'nodejs', main: root } },
    );
    if (Object.keys(settings).length > 0) await stack.setAllConfig(settings);
    await work[operation](stack);
    return { ...report.result(), ok: true, error: '', seconds: seconds() };
  } catch (error) {
    return { ...report.result(), ok: false, error: (error as Error).message, seconds: seconds() };
  }
}
