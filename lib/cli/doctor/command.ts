import type { Command } from 'commander';
import { command } from '../command.ts';

/** `unifyops doctor`. */
export function doctorCommand(): Command {
  return command({
    usage: 'doctor',
    summary: 'Say what is missing on this machine, in this project, and in the clusters before the first sync.',
    examples: [['npx unifyops doctor', 'each finding with its repair; exit code 1 if something must be mended']],
  }).action(async () => {
    const { runDoctor } = await import('./run.ts');
    await runDoctor();
  });
}
