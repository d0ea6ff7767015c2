import { type Command, InvalidArgumentError, Option } from 'commander';
import { diffFormats, listFormats } from '../../checks/traffic/formats/names.ts';
import { type PortQuestion, portQuestion } from '../../checks/traffic/port-question.ts';
import { command, folder } from '../command.ts';
import type { DiffOptions } from './diff.ts';
import type { QuestionOptions } from './explain.ts';
import type { GraphOptions } from './graph.ts';
import { graphFormats } from './graph-formats.ts';
import type { ListOptions } from './list.ts';
import { reachCommand } from './reach-command.ts';

/** `unifyops traffic` and its verbs. */
export function trafficCommand(): Command {
  const traffic = command({
    usage: 'traffic',
    summary: 'Say who can talk to whom, from manifests alone.',
    examples: [
      ['npx unifyops traffic list dist/dev', 'every connection that is allowed'],
      ['npx unifyops traffic graph dist/dev --out traffic.html', 'the same as a picture'],
    ],
  });
  for (const verb of [listCommand(), evalCommand(), explainCommand(), diffCommand(), graphCommand(), reachCommand()])
    traffic.addCommand(verb);
  return traffic;
}

function listCommand(): Command {
  return command({
    usage: 'list',
    summary: 'List every connection that is allowed.',
    examples: [
      ['npx unifyops traffic list dist/dev', 'a line each'],
      ['npx unifyops traffic list dist/dev --format md --explain', 'a table with the policies that decided'],
    ],
  })
    .argument('<dir...>', 'folders with manifests at any depth, one cluster together')
    .addOption(new Option('--format <format>', 'form of the answer').choices(listFormats).default('text'))
    .option('--explain', 'name the policies and rules that decided', false)
    .addOption(direction())
    .action(async (dirs: readonly string[], options: ListOptions) => {
      const { runList } = await import('./list.ts');
      process.exitCode = runList(dirs, options);
    });
}

function evalCommand(): Command {
  return questioned(
    command({
      usage: 'eval',
      summary: 'Answer whether a connection is allowed: yes, no, or contested where Kubernetes leaves it open.',
      examples: [
        ['npx unifyops traffic eval dist/dev --from identity-auth-app --to identity-auth-postgres --port 5432', 'no'],
        [
          'npx unifyops traffic eval dist/dev --from identity-auth-service --to identity-auth-postgres --port 5432',
          'yes',
        ],
      ],
    }),
  )
    .addHelpText('after', '\nExit codes: 0 yes, 1 no, 2 the question can not be answered, 3 contested.')
    .action(async (dirs: readonly string[], options: QuestionOptions) => {
      const { runEval } = await import('./explain.ts');
      process.exitCode = runEval(dirs, options);
    });
}

function explainCommand(): Command {
  return questioned(
    command({
      usage: 'explain',
      summary: 'Say which policies and rules allow or forbid a connection.',
      examples: [
        [
          'npx unifyops traffic explain dist/dev --from identity-auth-api --to identity-auth-service',
          'why it is allowed',
        ],
      ],
    }),
  )
    .addOption(new Option('--format <format>', 'form of the answer').choices(['text', 'json']).default('text'))
    .action(async (dirs: readonly string[], options: QuestionOptions) => {
      const { runExplain } = await import('./explain.ts');
      process.exitCode = runExplain(dirs, options);
    });
}

function diffCommand(): Command {
  return command({
    usage: 'diff',
    summary: 'Say what traffic a change opens and closes, on each side too.',
    examples: [
      ['npx unifyops traffic diff ../unifyops-infra/dev dist/dev', 'what the new tree changes'],
      ['npx unifyops traffic diff ../unifyops-infra/dev dist/dev --format md --fail-on added', 'for a pull request'],
    ],
  })
    .argument('<before>', 'folder with manifests', folder)
    .argument('<after>', 'folder with manifests', folder)
    .addOption(new Option('--format <format>', 'form of the answer').choices(diffFormats).default('text'))
    .addOption(new Option('--fail-on <what>', 'exit with 1 if anything is opened').choices(['added']))
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { runTrafficDiff } = await import('./diff.ts');
      process.exitCode = runTrafficDiff(before, after, options);
    });
}

function graphCommand(): Command {
  return command({
    usage: 'graph',
    summary: 'Draw who can talk to whom: a page that needs no network to open, or an SVG.',
    examples: [
      ['npx unifyops traffic graph dist/dev --out traffic.html', 'a page to look around in'],
      ['npx unifyops traffic graph dist/dev/identity-auth --out auth.svg', 'a picture of one stack'],
    ],
  })
    .argument('<dir...>', 'folders with manifests at any depth, one cluster together')
    .option('-o, --out <file>', 'file to write; the standard output if not given', file)
    .addOption(
      new Option('--format <format>', 'form of the picture; by default what the file ends with').choices(graphFormats),
    )
    .action(async (dirs: readonly string[], options: GraphOptions) => {
      const { runGraph } = await import('./graph.ts');
      process.exitCode = runGraph(dirs, options);
    });
}

function questioned(made: Command): Command {
  return made
    .argument('<dir...>', 'folders with manifests at any depth, one cluster together')
    .requiredOption(
      '--from <peer>',
      'ns/name[Kind], ns/name or name of a workload, an address, a CIDR, or {ingress-controller}',
    )
    .requiredOption('--to <peer>', 'the same for the other end')
    .option('--port <port>', '5432, 53/UDP or "UDP 53"; every port if not given', port);
}

function direction(): Option {
  return new Option('--direction <half>', 'one half of each connection alone, or both together')
    .choices(['ingress', 'egress', 'both'])
    .default('both');
}

function port(text: string): PortQuestion {
  const question = portQuestion(text);
  if (!question) throw new InvalidArgumentError('A port from 1 to 65535 is needed, such as 5432 or 53/UDP.');
  return question;
}

function file(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('A file is needed.');
  return value;
}
