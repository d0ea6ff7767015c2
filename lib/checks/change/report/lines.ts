import { show } from '../../json.ts';
import type { Change } from '../changes.ts';
import type { FieldChange } from '../compare/fields.ts';
import { showBoth } from '../compare/wording.ts';
import type { Difference } from '../difference.ts';
import { type ImageMove, repositoryOf, versionText } from '../images.ts';
import type { TrafficDifference } from '../traffic.ts';
import { groupRanges } from '../traffic-groups.ts';
import { trafficKind } from './summary.ts';

/** A line of a report. */
export interface Line {
  /** `+` more, `-` less, `~` other; a space for what belongs to the line above. */
  readonly sign: '+' | '-' | '~' | ' ';
  readonly text: string;
}

/** The lines of one environment; its name is empty for a folder of YAML without environments. */
export interface Section {
  readonly environment: string;
  readonly lines: readonly Line[];
}

const trafficSigns = { gained: '+', lost: '-', changed: '~' } as const;

/** `+ ns/a[Kind] => ns/b[Kind] : TCP 80`, and what one half alone allows more of. */
export function trafficSections({ traffic }: Difference): readonly Section[] {
  return traffic.map((each) => ({ environment: each.environment, lines: trafficLines(each) }));
}

function trafficLines({ changes, widened }: TrafficDifference): readonly Line[] {
  const whole = groupRanges(changes).map(({ from, to, change }): Line => {
    const sign = trafficSigns[trafficKind(change)];
    const ports = { '+': `${change.new}`, '-': `${change.old}`, '~': `${change.old} → ${change.new}` }[sign];
    return { sign, text: `${from} => ${to} : ${ports}` };
  });
  const halves = widened.map(({ half, from, to, old, new: next }): Line => {
    const ports = old.isEmpty ? `${next}` : `${old} → ${next}`;
    return { sign: '+', text: `${from.id} => ${to.id} : ${ports} (${half} alone: the other side still denies it)` };
  });
  return [...whole, ...halves];
}

/** `~ ghcr.io/shop/api 1.4.0 → 1.5.0: Deployment uo-dev/api`, one line for all that move alike. */
export function imageSections({ images }: Difference): readonly Section[] {
  return [...Map.groupBy(images, ({ environment }) => environment)].map(([environment, moves]) => ({
    environment,
    lines: [...Map.groupBy(moves, (move) => `${move.old} ${move.new}`).values()].map(imageLine),
  }));
}

function imageLine(moves: readonly ImageMove[]): Line {
  const { old, new: next } = moves[0]!;
  const objects = [...new Set(moves.map(({ object }) => object))].join(', ');
  const [from, to] = [repositoryOf(old), repositoryOf(next)];
  const target = from === to ? versionText(next) : `${to} ${versionText(next)}`;
  return { sign: '~', text: `${from} ${versionText(old)} → ${target}: ${objects}` };
}

const objectSigns = { added: '+', removed: '-', changed: '~' } as const;

/** Each object that differs, and below a changed one its fields. */
export function objectSections({ objects }: Difference): readonly Section[] {
  return [...Map.groupBy(objects, ({ environment }) => environment)].map(([environment, changes]) => ({
    environment,
    lines: changes.flatMap(objectLines),
  }));
}

function objectLines({ change, object, movedFrom, fields }: Change): readonly Line[] {
  const moved = movedFrom === undefined ? '' : ` (from ${movedFrom})`;
  return [{ sign: objectSigns[change], text: `${object}${moved}` }, ...fields.map(fieldLine)];
}

function fieldLine({ path, old, new: next }: FieldChange): Line {
  if (old === undefined) return { sign: ' ', text: `${path}: added ${show(next)}` };
  if (next === undefined) return { sign: ' ', text: `${path}: removed ${show(old)}` };
  const [before, after] = showBoth(old, next);
  return { sign: ' ', text: `${path}: ${before} → ${after}` };
}
