import type { Command } from 'commander';
import { command, folder } from '../command.ts';

/** `unifyops load`. */
export function loadCommand(): Command {
  return command({
    usage: 'load',
    summary: "Write a k6 script for every route of an environment, held to its workload's promises.",
    examples: [
      ['npx unifyops load dev --out load', 'five scripts a route: smoke, load, spike, stress, breakpoint'],
      ['k6 run --env RATE=50 load/web-flask-api/load.js', 'a usual day of 50 requests a second'],
    ],
  })
    .argument('<environment>', 'whose routes')
    .requiredOption('-o, --out <dir>', 'folder of the scripts', folder)
    .action(async (environment: string, options: { readonly out: string }) => {
      const { runLoad } = await import('./run.ts');
      await runLoad(environment, options.out);
    });
}
