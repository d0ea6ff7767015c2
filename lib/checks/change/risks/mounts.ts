import { at, list, text } from '../../json.ts';
import type { Container, Entry } from '../../tree/index.ts';
import type { Comparison } from '../compare/comparison.ts';
import { containerPairs } from '../images.ts';
import { dataVolumes } from './claims.ts';
import { changedRule, type ObjectFinding, type RiskRule } from './risk.ts';

/** A place in a container where it finds data. */
interface Place {
  /** `the claim a`. */
  readonly source: string;
  readonly path: string;
  /** Folder of the volume; empty for all of it. */
  readonly folder: string;
}

/** Variables that tell a server in which folder its data is. */
const folderVariables = ['PGDATA', 'MYSQL_DATADIR', 'MARIADB_DATADIR'];

/** What a container may lose sight of its data by. */
export const placeMoves: RiskRule = changedRule(
  {
    id: 'data/place-moves',
    title: 'a container finds its data at another place, or not at all',
    reason: 'It starts as if it had no data, and may make new data that nobody keeps.',
    repair: 'Leave the place as it is, or move the data over before.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  },
  ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Rollout'],
  function* (old, next, comparison) {
    const before = dataVolumes(old, comparison.old.podOf(old));
    const after = dataVolumes(next, comparison.new.podOf(next));
    for (const pair of containerPairs(comparison, { old, new: next })) {
      yield* mountsThatMove(placesOf(pair.old, before), placesOf(pair.new, after), pair.new, new Set(after.values()));
      if (before.size > 0) yield* foldersThatMove(pair.old, pair.new);
    }
    yield* mountsThatGo(old, next, comparison);
  },
);

function* mountsThatMove(
  before: readonly Place[],
  after: readonly Place[],
  container: Container,
  sources: ReadonlySet<string>,
): Iterable<ObjectFinding> {
  for (const place of before) {
    // What the pod no longer has at all is another rule's to tell.
    if (!sources.has(place.source) || after.some((one) => placeText(one) === placeText(place))) continue;
    const instead = after.filter(({ source }) => source === place.source).map(placeText);
    const now = instead.length === 0 ? 'and nowhere now' : `and now ${instead.join(', ')}`;
    yield { path: `${container.at}.volumeMounts`, what: `had ${placeText(place)}, ${now}` };
  }
}

/** Data of a container that leaves, and that no other one takes over. */
function* mountsThatGo(old: Entry, next: Entry, comparison: Comparison): Iterable<ObjectFinding> {
  const [before, after] = [comparison.old.podOf(old), comparison.new.podOf(next)];
  const sources = dataVolumes(next, after);
  const left = new Set(after?.containers.map(({ name }) => name));
  const taken = new Set(after?.containers.flatMap((one) => placesOf(one, sources)).map(({ source }) => source));
  for (const container of before?.containers ?? []) {
    if (left.has(container.name)) continue;
    for (const { source } of placesOf(container, dataVolumes(old, before))) {
      if (taken.has(source) || ![...sources.values()].includes(source)) continue;
      yield { path: `${after?.specAt ?? 'spec'}.containers`, what: `loses ${container.name}, which had ${source}` };
    }
  }
}

function* foldersThatMove(before: Container, after: Container): Iterable<ObjectFinding> {
  for (const name of folderVariables) {
    const [from, to] = [variable(before, name), variable(after, name)];
    if (from !== to)
      yield { path: `${after.at}.env`, what: `${name} was ${from ?? 'not set'}, and is ${to ?? 'not set'}` };
  }
}

function variable({ value }: Container, name: string): string | undefined {
  const found = list(value.env).find((one) => at(one, 'name') === name);
  return found === undefined ? undefined : text(at(found, 'value'));
}

function placesOf({ value }: Container, volumes: ReadonlyMap<string, string>): readonly Place[] {
  return list(value.volumeMounts).flatMap((mount) => {
    const source = volumes.get(text(at(mount, 'name')));
    const folder = text(at(mount, 'subPath')) || text(at(mount, 'subPathExpr'));
    return source === undefined ? [] : [{ source, path: text(at(mount, 'mountPath')), folder }];
  });
}

function placeText({ source, path, folder }: Place): string {
  return `${folder === '' ? '' : `the folder ${folder} of `}${source} at ${path}`;
}
