import type { Command } from 'commander';
import { checkCommand } from './check/command.ts';
import { clusterCommand } from './cluster/command.ts';
import { command } from './command.ts';
import { costCommand } from './cost/command.ts';
import { diffCommand } from './diff/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { explainCommand } from './explain/command.ts';
import { loadCommand } from './load/command.ts';
import { newCommand } from './new/command.ts';
import { synthCommand } from './synth/command.ts';
import { trafficCommand } from './traffic/command.ts';

/** The program `unifyops`. Each verb imports what it needs when it runs, so that help costs nothing. */
export function unifyops(): Command {
  const program = command({
    usage: 'unifyops',
    summary: 'A whole developer platform as typed TypeScript: proven, and rendered for Argo CD.',
    examples: [
      ['npx unifyops synth', 'render every environment into dist/'],
      ['npx unifyops check dist', 'prove a folder of manifests'],
    ],
  });
  for (const verb of [
    synthCommand(),
    checkCommand(),
    costCommand(),
    diffCommand(),
    trafficCommand(),
    explainCommand(),
    loadCommand(),
    newCommand(),
    clusterCommand(),
    doctorCommand(),
  ])
    program.addCommand(verb);
  return program;
}
