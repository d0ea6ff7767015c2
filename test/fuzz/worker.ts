// Runs one target until its time is up, and tells the parent how that ended. What it works on stands in shared memory, so that the
// parent can show it when a case never ends or takes all memory.
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { brokenBytes } from './broken-bytes.ts';
import { brokenObjects } from './broken-objects.ts';
import type { Job, Outcome } from './fuzz.ts';
import { judgeRightly, readRightly } from './verdict.ts';

const { target, seed, seconds, shared } = workerData as Job;
const [runs, current] = [new Int32Array(shared, 0, 2), new Uint8Array(shared, 8)];

function property<T>(cases: fc.Arbitrary<T>, textOf: (value: T) => Uint8Array, holds: (value: T) => void) {
  return fc.property(cases, (value) => {
    const text = textOf(value).subarray(0, current.length);
    current.set(text);
    Atomics.store(runs, 1, text.length);
    Atomics.add(runs, 0, 1);
    holds(value);
  });
}

const properties = {
  reader: () => property(brokenBytes, (bytes) => bytes, readRightly),
  evaluator: () => property(brokenObjects, (objects) => Buffer.from(JSON.stringify(objects)), judgeRightly),
};

const result = fc.check(properties[target]() as fc.IProperty<unknown>, {
  seed,
  numRuns: 1e9,
  interruptAfterTimeLimit: seconds * 1000,
});

const failure =
  result.failed && result.counterexample !== null
    ? { path: result.counterexamplePath!, reason: String(result.errorInstance) }
    : undefined;
if (failure !== undefined) {
  const [smallest] = result.counterexample as unknown as [unknown];
  const text = smallest instanceof Uint8Array ? smallest : Buffer.from(JSON.stringify(smallest, null, 1));
  parentPort!.postMessage({ ...failure, smallest: Buffer.from(text).toString('utf8') } satisfies Outcome);
}
