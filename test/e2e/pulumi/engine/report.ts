import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';

/** A run to make. */
export interface OperationRequest {
  readonly operation: 'up' | 'preview' | 'refresh' | 'destroy';
  /** Folder of the project. */
  readonly root: string;
  /** Module of the Pulumi program; its default export is called with the project's folder. */
  readonly program: string;
  /** Name of the environment, and so of the Pulumi stack. */
  readonly environment: string;
  /**
   * `kill -9` of the whole process group, this process and the engine, after so many signs of work on objects.
   * @default - it lives
   */
  readonly killAfter?: number;
  /** Settings to set before, by whole key, as `Pulumi.<environment>.yaml` holds them. */
  readonly settings: Readonly<Record<string, { readonly value: string; readonly secret?: boolean }>>;
}

/** What happened to one resource. */
export interface Step {
  /** `create`, `update`, `replace`, `delete` …; what stayed as it is has no step. */
  readonly operation: string;
  /** `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Name in Pulumi's state: `shop-cart/Deployment.shop-cart-api`. */
  readonly name: string;
}

/** What became of a run. */
export interface OperationResult {
  readonly ok: boolean;
  /** Message of the automation API; empty if all went well. */
  readonly error: string;
  readonly steps: readonly Step[];
  /** Number of resources by what happened to them, as the engine sums up. */
  readonly changes: Readonly<Record<string, number>>;
  /** What the engine and the provider told the person. */
  readonly messages: readonly string[];
  readonly seconds: number;
  /** Seconds from the first object to the last: the start of the engine, of the program and of the provider aside. */
  readonly stepSeconds: number;
}

/**
 * Gathers what the engine tells during a run.
 * @param onWork called whenever work on an object begins or ends, with how often so far
 */
export function collect(onWork: (count: number) => void) {
  let work = 0;
  const steps: Step[] = [];
  const messages: string[] = [];
  let changes: Readonly<Record<string, number>> = {};
  const times: number[] = [];
  const take = (event: EngineEvent) => {
    const { resourcePreEvent: begun, resOutputsEvent: done, resOpFailedEvent: failed, diagnosticEvent: said } = event;
    const ended = (done ?? failed)?.metadata;
    const step = ended ?? begun?.metadata;
    const object = step?.type.startsWith('kubernetes:') ? step : undefined;
    if (object !== undefined) times.push(performance.now());
    if (object !== undefined && object.op !== 'same') {
      if (ended) steps.push({ operation: object.op, type: object.type, name: object.urn.split('::').at(-1)! });
      onWork(++work);
    }
    // Its type knows no debug, but the engine does.
    if (said && (said.severity as string) !== 'debug') messages.push(said.message.trim());
    if (event.summaryEvent) changes = event.summaryEvent.resourceChanges as Readonly<Record<string, number>>;
  };
  const result = (): Pick<OperationResult, 'steps' | 'changes' | 'messages' | 'stepSeconds'> => ({
    steps,
    changes,
    messages,
    stepSeconds: times.length === 0 ? 0 : (times.at(-1)! - times[0]!) / 1000,
  });
  return { take, result };
}

/** A run that must succeed. @throws Error with its own words if it doesn't */
export async function well(run: Promise<OperationResult>): Promise<OperationResult> {
  const result = await run;
  if (!result.ok) throw new Error(result.error);
  return result;
}
