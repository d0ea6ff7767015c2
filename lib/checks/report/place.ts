import type { CheckFault } from '../check.ts';
import { Locator, type Position } from './locate.ts';

/** Reads a file of a report's folder; undefined if it can't be read. */
export type ReadSource = (file: string) => string | undefined;

/**
 * Finds the places of faults in the sources that `readSource` gives: undefined without a source, or for an object that isn't in it.
 * A file is parsed once.
 */
export function placesIn(readSource: ReadSource): (fault: CheckFault) => Position | undefined {
  const locators = new Map<string, Locator | undefined>();
  return ({ file: treePath, object, path }) => {
    // `file#2` is the second object of a file
    const [, file = '', number = '1'] = /^(.*?)(?:#(\d+))?$/s.exec(treePath) ?? [];
    const line = /^line (\d+)(?:, column (\d+))?$/.exec(path);
    if (line !== null) return { line: Number(line[1]), column: Number(line[2] ?? 1) };
    if (!locators.has(file)) locators.set(file, locatorOf(readSource(file)));
    return locators.get(file)?.find(object, path, Number(number));
  };
}

function locatorOf(source: string | undefined): Locator | undefined {
  return source === undefined ? undefined : new Locator(source);
}
