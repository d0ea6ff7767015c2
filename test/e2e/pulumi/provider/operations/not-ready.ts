import type { StoredObject } from '../../../harness/api/kube-api.ts';
import { NotReady } from '../await/wait.ts';
import { idOf } from '../values/checkpoint.ts';
import type { Values } from '../values/values.ts';

/** An object is in the cluster, but not as asked: the engine keeps what is there and the reasons, and tries again in the next run. */
export class InitFailed extends Error {
  readonly id: string;
  readonly outputs: Values;
  /** @default - inputs are as they were */
  readonly inputs: Values | undefined;
  readonly reasons: readonly string[];

  constructor(message: string, id: string, outputs: Values, reasons: readonly string[], inputs?: Values) {
    super(message);
    this.id = id;
    this.outputs = outputs;
    this.inputs = inputs;
    this.reasons = [message, ...reasons];
  }
}

/** How to tell of an object that is not ready. */
export interface Telling {
  /** Begins the message. */
  readonly message: string;
  readonly outputs: (live: StoredObject) => Values;
  /** @default - inputs are as they were */
  readonly inputs?: (live: StoredObject) => Values;
}

/** What `work` gives. @throws InitFailed in place of NotReady */
export async function orNotReady<T>(work: Promise<T>, { message, outputs, inputs }: Telling): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    const text = [message, error.message].filter(Boolean).join(': ');
    throw new InitFailed(text, idOf(error.object), outputs(error.object), error.reasons, inputs?.(error.object));
  }
}
