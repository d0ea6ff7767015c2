import type { Difference } from '../difference.ts';
import type { Risk } from '../risks/risk.ts';
import { imageSections, type Line, objectSections, type Section, trafficSections } from './lines.ts';
import { printable } from './printable.ts';
import { counted, summaryOf, summaryParts } from './summary.ts';
import type { Names } from './text.ts';

/** Characters that a comment may have: GitHub takes 65,536, others more. */
const longest = 60_000;

/** A difference as a comment on a pull request: a line of sums, risks, traffic and images; objects are folded. */
export function differenceMarkdown(difference: Difference, names: Names): string {
  const [first, ...others] = summaryParts(summaryOf(difference));
  const room = new Room(longest);
  return printable([
    `**${first}**${others.map((part) => ` · ${part}`).join('')} (${code(names.old)} → ${code(names.new)})`,
    ...risksMarkdown(difference.risks, room),
    ...sectionsMarkdown('Traffic', trafficSections(difference), room),
    ...sectionsMarkdown('Images', imageSections(difference), room),
    ...folded('Objects', sectionsMarkdown('', objectSections(difference), room)),
  ]);
}

/** How much more fits; what does not is counted. */
class Room {
  #left: number;

  constructor(characters: number) {
    this.#left = characters;
  }

  /** The blocks that fit, and a line for those that don't, named `noun`. */
  take(blocks: readonly string[], noun: string): readonly string[] {
    let taken = 0;
    while (taken < blocks.length && this.has(blocks[taken]!.length + 1)) taken += 1;
    const left = blocks.length - taken;
    return left === 0 ? blocks : [...blocks.slice(0, taken), `… and ${counted(left, `more ${noun}`)}`];
  }

  /** Whether so many characters fit, which then are taken. */
  has(characters: number): boolean {
    if (characters > this.#left) return false;
    this.#left -= characters;
    return true;
  }
}

function risksMarkdown(risks: readonly Risk[], room: Room): readonly string[] {
  if (risks.length === 0) return [];
  return ['', '### Stop for these', '', ...room.take(risks.map(riskItem), 'risk')];
}

function riskItem({ id, object, path, what, reason, repair }: Risk): string {
  const change = code(path === '' ? what : `${path}: ${what}`);
  return `- **${id}** ${code(object)} ${change}. ${escaped(reason)} *${escaped(repair)}*`;
}

/** Characters that the heading, the fences and the last line of a section may take, its environment's name aside. */
const frame = 100;

function sectionsMarkdown(title: string, sections: readonly Section[], room: Room): readonly string[] {
  const shown = sections.filter(({ environment }) => room.has(frame + environment.length));
  const left = sections.length - shown.length;
  return [
    ...shown.flatMap((section) => sectionMarkdown(title, section, room)),
    ...(left === 0 ? [] : ['', `… and ${counted(left, 'more environment')}`]),
  ];
}

function sectionMarkdown(title: string, { environment, lines }: Section, room: Room): readonly string[] {
  const heading = [title, environment].filter((part) => part !== '').join(' of ');
  const shown = room.take(lines.map(diffLine), 'line');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return ['', ...(heading === '' ? [] : [`### ${heading}`, '']), `${fence}diff`, ...shown, fence];
}

/** A line as a `diff` block shows it in colour: `!` for what changes. */
function diffLine({ sign, text }: Line): string {
  if (sign === ' ') return `    ${text}`;
  return `${sign === '~' ? '!' : sign} ${text}`;
}

function folded(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `<details><summary>${title}</summary>`, ...lines, '', '</details>'];
}

/** Text as code: a fence longer than any in it, so that nothing inside is markup. */
function code(text: string): string {
  const fence = '`'.repeat(longestRun([text]) + 1);
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return `${fence}${padded}${fence}`;
}

function longestRun(lines: readonly string[]): number {
  return Math.max(0, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
}

function escaped(text: string): string {
  return text.replace(/[\\`*_<>[\]@#]/g, '\\$&');
}
