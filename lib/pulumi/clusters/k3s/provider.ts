import { join } from 'node:path';
import type { dynamic } from '@pulumi/pulumi';

/** What a cluster is made of, as Pulumi keeps it: the request as JSON, and where the program is that works on it. */
export interface K3sInputs {
  readonly request: string;
}

/** Absolute path of the program that the provider starts. */
const program = join(import.meta.dirname, 'program.ts');
/** The project's own Node: the one that Pulumi finds may be too old to run TypeScript. */
const node = process.execPath;

interface Task {
  readonly verb: 'apply' | 'remove';
  readonly request: unknown;
}

/** Pulumi serialises this function into the state, so it holds nothing but two paths, and starts the program that does the work. */
async function work(task: Task): Promise<{ kubeconfig: string; token: string }> {
  // biome-ignore lint/style/useNodejsImportProtocol: evaluated as CommonJS, far from this file
  const { spawn } = await import('child_process');
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', program], { stdio: ['pipe', 'pipe', 'pipe'] });
    let answer = '';
    let lines = '';
    child.stdout.on('data', (chunk) => {
      answer += chunk;
    });
    child.stderr.on('data', (chunk) => {
      lines += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(answer));
      else reject(new Error(lines.trim().split('\n').slice(-20).join('\n')));
    });
    child.stdin.end(JSON.stringify(task));
  });
}

const request = (inputs: K3sInputs) => JSON.parse(inputs.request);

/** Makes, changes and removes a cluster. Every verb is safe to repeat. */
export const provider: dynamic.ResourceProvider<K3sInputs, K3sInputs & { kubeconfig: string; token: string }> = {
  async create(inputs) {
    const made = await work({ verb: 'apply', request: request(inputs) });
    return { id: request(inputs).environment, outs: { request: inputs.request, ...made } };
  },
  async diff(_id, olds, news) {
    return { changes: olds.request !== news.request, stables: ['kubeconfig', 'token'] };
  },
  async update(_id, olds, news) {
    const before = request(olds).hosts;
    const wanted = request(news);
    const names = [...wanted.hosts.servers, ...(wanted.hosts.agents ?? [])].map((host) => host.name);
    const gone = [...before.servers, ...(before.agents ?? [])].filter((host) => !names.includes(host.name));
    const made = await work({ verb: 'apply', request: { ...wanted, gone } });
    return { outs: { request: news.request, ...made } };
  },
  async delete(_id, olds) {
    await work({ verb: 'remove', request: request(olds) });
  },
};
