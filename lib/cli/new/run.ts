import type { Environment } from '../../model/index.ts';
import { type NewStack, newStack } from '../../scaffold/index.ts';
import { projectRoot } from '../project.ts';

/**
 * Makes a stack and says what to do next.
 * @throws FaultsError if it can't be made; nothing is written then
 */
export async function runNewStack(id: string): Promise<void> {
  process.stdout.write(report(await newStack(projectRoot, id)));
}

function report({ id, file, index, workloads, environments }: NewStack): string {
  const everywhere = environments.filter(({ stacks }) => stacks === 'all').map(({ name }) => name);
  const [first, ...others] = environments.filter(({ stacks }) => stacks !== 'all');
  return [
    `Made ${file}, and its line in ${index}.`,
    ...everywhere.map((name) => `\nIt runs in ${name} at once: npx unifyops synth --env ${name}`),
    ...(first ? [enabling(first, id, workloads)] : []),
    ...others.map(({ name }) => `The same for ${name}.`),
    '',
  ].join('\n');
}

function enabling({ name, images }: Environment, id: string, workloads: readonly string[]): string {
  const release = images === 'digest' ? '{ tag: "…", digest: "sha256:…" }' : '{ tag: "…" }';
  return [
    `\nTo run it in ${name}, add to the stacks of environments/${name}.ts`,
    `    '${id}',`,
    `and to environments/releases/${name}.yaml the images that were built:`,
    `    ${id}:`,
    ...workloads.map((workload) => `      ${workload}: ${release}`),
  ].join('\n');
}
