import { writeSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { kinds } from './kinds/index.ts';
import { type Judged, runMutants } from './run.ts';
import { killTable } from './table.ts';

/** The tests of one environment: a file each, so that they run side by side. */
export function surviveNone(environment: string): void {
  describe(`whatever is broken in ${environment}, one thing at a time,`, () => {
    let all: readonly Judged[];
    beforeAll(async () => {
      all = await runMutants([environment]);
      // the report is read by people: Jest would put the place of the call under every line
      writeSync(2, `${environment}\n${killTable(all)}`);
    });

    const of = (outcome: string) =>
      all
        .filter(({ verdict }) => verdict.outcome === outcome)
        .map(({ mutant, verdict }) => ({ mutant: mutant.name, kind: mutant.kind.name, verdict }));

    test('is caught', () => {
      expect(of('survived')).toEqual([]);
    });

    test('is told of by the connection or the object that it breaks', () => {
      expect(of('unnamed')).toEqual([]);
    });

    test('is broken in every way that the environment has objects for', () => {
      expect(new Set(all.map(({ mutant }) => mutant.kind)).size).toBeGreaterThan(kinds.length * 0.9);
      expect(all.length).toBeGreaterThan(4000);
    });
  });
}
