import type { Command } from 'commander';
import { command } from '../command.ts';

/** `unifyops cluster`: what a person does with a cluster of hosts, beside `pulumi up`. */
export function clusterCommand(): Command {
  const made = command({
    usage: 'cluster',
    summary: 'Look after a k3s cluster of your own hosts, over SSH.',
    examples: [],
  });
  for (const verb of verbs) made.addCommand(verbCommand(verb));
  return made;
}

interface Verb {
  readonly usage: string;
  readonly summary: string;
  readonly meaning: string;
  /** Of the example, behind the environment. */
  readonly words?: string;
  /** Whether it destroys something, and so wants the environment's name once more. */
  readonly confirms?: boolean;
  /** Whether a snapshot is opened, for which a token may be given. */
  readonly opens?: boolean;
}

const verbs: readonly Verb[] = [
  { usage: 'plan', summary: 'Say what an apply would do. Nothing is changed.', meaning: 'every step on every host' },
  { usage: 'apply', summary: 'Make the cluster what its environment says.', meaning: 'installs, repairs, upgrades' },
  {
    usage: 'kubeconfig',
    summary: "Print an administrator's kubeconfig. It is a secret.",
    meaning: 'for kubectl',
    words: ' > kubeconfig',
  },
  {
    usage: 'snapshot [name]',
    summary: "Save the cluster's data now.",
    meaning: 'on its first server',
    words: ' monday',
  },
  {
    usage: 'restore <snapshot>',
    summary: 'Take the cluster back to a snapshot. What was written after it is lost.',
    meaning: 'on every server',
    words: ' monday --yes dev',
    confirms: true,
    opens: true,
  },
  {
    usage: 'rotate <what>',
    summary:
      'Replace the token that servers join with (token), every certificate (certificates), or what signs them (authorities).',
    meaning: 'one node at a time',
    words: ' token',
  },
  {
    usage: 'uninstall',
    summary: 'Take k3s and all its data off every host, and leave them as they were.',
    meaning: 'agents first',
    words: ' --yes dev',
    confirms: true,
  },
];

function verbCommand({ usage, summary, meaning, words = '', confirms, opens }: Verb): Command {
  const name = usage.split(' ')[0] ?? '';
  const example = `npx unifyops cluster ${name} --env dev${words}`;
  const made = command({ usage, summary, examples: [[example, meaning]] }).requiredOption(
    '-e, --env <name>',
    'environment that owns the cluster',
  );
  if (confirms) made.requiredOption('--yes <name>', 'the name of the environment once more');
  if (opens)
    made.option('--token <file>', 'the token of the cluster that the snapshot was made of, if it is another one');
  return made.action(async () => {
    const { runVerb } = await import('./run.ts');
    const [argument] = made.args;
    await runVerb(name, made.opts<{ env: string; yes?: string; token?: string }>(), argument);
  });
}
