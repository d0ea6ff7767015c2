import { type Bill, type BillChange, billOf, compareBills } from '../../cost/index.ts';
import { loadPlatform, type Platform } from '../../load/platform.ts';
import { loadRevision } from '../../load/revision.ts';
import { plansOf } from '../../synth/index.ts';
import { projectRoot } from '../project.ts';
import type { CostOptions } from './command.ts';
import { billMarkdown, changeMarkdown } from './markdown.ts';
import { billText, changeText } from './text.ts';

/** The bill of each environment by its name; `undefined` where AWS sends none. */
type Bills = ReadonlyMap<string, Bill | undefined>;

/**
 * Says what environments cost, or what a change does to it.
 * @throws FaultsError if anything is wrong with what people wrote
 */
export async function runCost({ env = [], diff, hours, format }: CostOptions): Promise<void> {
  const now = billsOf(await loadPlatform(projectRoot, env), hours);
  if (diff === undefined) {
    write(
      format,
      [...now.values()].flatMap((bill) => bill ?? []),
      elsewhere(now),
      {
        text: billText,
        markdown: billMarkdown,
      },
    );
    return;
  }
  const before = billsOf(await loadRevision(projectRoot, diff), hours);
  const names = env.length > 0 ? env : [...new Set([...before.keys(), ...now.keys()])].sort();
  const changes = names.map((name) => compareBills(name, before.get(name), now.get(name)));
  write(format, changes.filter(isOnAws), [], { text: changeText, markdown: changeMarkdown });
}

function billsOf(platform: Platform, hours: number): Bills {
  return new Map(plansOf(platform).map((plan) => [plan.environment.name, billOf(plan, hours)]));
}

function elsewhere(bills: Bills): readonly string[] {
  return [...bills].flatMap(([name, bill]) =>
    bill ? [] : [`${name}: runs on machines of your own, AWS sends no bill.`],
  );
}

function isOnAws({ before, after }: BillChange): boolean {
  return before !== undefined || after !== undefined;
}

type Form<T> = (value: T) => string;

function write<T>(
  format: CostOptions['format'],
  values: readonly T[],
  notes: readonly string[],
  forms: { readonly text: Form<T>; readonly markdown: Form<T> },
): void {
  if (format === 'json') process.stdout.write(`${JSON.stringify(values, null, 2)}\n`);
  else process.stdout.write([...values.map(forms[format]), ...notes.map((note) => `${note}\n`)].join('\n'));
}
