// `npm run fuzz [-- SECONDS [SEED]]`: broken files for the reader and broken objects for the evaluator, 60 s together if not told
// otherwise; the seed may also stand in SEED. Nothing may crash, hang, take more memory than it should, or be judged otherwise than by the naive evaluator.
import { Worker } from 'node:worker_threads';

/** What a worker is to do. */
export interface Job {
  readonly target: 'reader' | 'evaluator';
  readonly seed: number;
  readonly seconds: number;
  /** Two numbers, the runs and the size of the case that runs, and then the case. */
  readonly shared: SharedArrayBuffer;
}

/** A case that fails, made as small as it goes. */
export interface Outcome {
  readonly path: string;
  readonly reason: string;
  readonly smallest: string;
}

/** Longest time that one case may take, generous enough for a busy machine. */
const caseSeconds = 20;
const megabytes = 512;
const largestCase = 1 << 20;

const [seconds = 60, seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)] = process.argv.slice(2).map(Number);
const targets = ['reader', 'evaluator'] as const;
console.log(`seed ${seed}`);
for (const target of targets) {
  const shared = new SharedArrayBuffer(8 + largestCase);
  const failure = await run({ target, seed, seconds: seconds / targets.length, shared });
  const [runs = 0, size] = new Int32Array(shared, 0, 2);
  console.log(`${target}: ${runs} runs${failure === undefined ? '' : `, failed: ${failure.reason}`}`);
  if (failure === undefined && runs > 0) continue;
  const last = Buffer.from(new Uint8Array(shared, 8, size)).toString('utf8');
  console.log(`seed ${seed}, path ${failure?.path}\n${failure?.smallest ?? last}`);
  process.exit(1);
}

function run(job: Job): Promise<({ readonly reason: string } & Partial<Outcome>) | undefined> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const runs = new Int32Array(job.shared, 0, 1);
  return new Promise((resolve) => {
    let [before, still] = [-1, 0];
    const watch = setInterval(() => {
      still = runs[0] === before ? still + 1 : 0;
      before = runs[0]!;
      if (still >= caseSeconds) end({ reason: `a case takes more than ${caseSeconds} s` });
    }, 1000);
    const end = (failure: ({ readonly reason: string } & Partial<Outcome>) | undefined) => {
      clearInterval(watch);
      resolve(failure);
      void worker.terminate();
    };
    worker.once('message', (failure: Outcome) => end(failure));
    worker.once('error', (error) => end({ reason: String(error) }));
    worker.once('exit', () => end(undefined));
  });
}
