import type { Difference } from '../difference.ts';
import type { Risk } from '../risks/risk.ts';
import { imageSections, objectSections, type Section, trafficSections } from './lines.ts';
import { printable } from './printable.ts';
import { summaryOf, summaryParts } from './summary.ts';

/** What was compared, as the person named it. */
export interface Names {
  readonly old: string;
  readonly new: string;
}

/** A difference as people read it in a terminal: a line of sums, then risks, traffic, images and objects. */
export function differenceText(difference: Difference, names: Names): string {
  return printable([
    `${names.old} → ${names.new}: ${summaryParts(summaryOf(difference)).join(', ')}`,
    ...risksText(difference.risks),
    ...sectionsText('Traffic', trafficSections(difference)),
    ...sectionsText('Images', imageSections(difference)),
    ...sectionsText('Objects', objectSections(difference)),
  ]);
}

function risksText(risks: readonly Risk[]): readonly string[] {
  if (risks.length === 0) return [];
  return ['', 'Stop for these', ...risks.flatMap(riskText)];
}

function riskText({ id, object, file, path, what, reason, repair }: Risk): readonly string[] {
  const place = path === '' ? '' : `${path}: `;
  return [`  ${id} ${object}`, `      [${file}] ${place}${what}.`, `      ${reason}`, `      ${repair}`];
}

function sectionsText(title: string, sections: readonly Section[]): readonly string[] {
  return sections.flatMap(({ environment, lines }) => [
    '',
    environment === '' ? title : `${title} of ${environment}`,
    ...lines.map(({ sign, text }) => (sign === ' ' ? `      ${text}` : `  ${sign} ${text}`)),
  ]);
}
