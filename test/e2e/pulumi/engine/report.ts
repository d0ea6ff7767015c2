import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';

/** A run to make. */
export interface OperationRequest {
  readonly operation: 'up' | 'preview' | 'refresh' | 'destroy';
  /** Folder of the project. */
  readonly root: string;
  /** Name of the environment, and so of the Pulumi stack. */
  readonly environment: string;
  /** Settings by whole key, as `Pulumi.<environment>.yaml` holds them. */
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
  /** Seconds from the engine's first step to its last: its start-up and that of the programs aside. */
  readonly stepSeconds: number;
}

/** Gathers what the engine tells during a run. */
export function collect() {
  const steps: Step[] = [];
  const messages: string[] = [];
  let changes: Readonly<Record<string, number>> = {};
  const times: number[] = [];
  const take = ({
    resourcePreEvent,
    resOutputsEvent,
    resOpFailedEvent,
    diagnosticEvent,
    summaryEvent,
  }: EngineEvent) => {
    if (resourcePreEvent ?? resOutputsEvent) times.push(performance.now());
    const { op, type, urn } = (resOutputsEvent ?? resOpFailedEvent)?.metadata ?? {};
    if (op !== undefined && op !== 'same' && isObject(type!))
      steps.push({ operation: op, type: type!, name: nameOf(urn!) });
    if (diagnosticEvent && diagnosticEvent.severity !== 'debug') messages.push(diagnosticEvent.message.trim());
    if (summaryEvent) changes = summaryEvent.resourceChanges as Readonly<Record<string, number>>;
  };
  const result = (): Pick<OperationResult, 'steps' | 'changes' | 'messages' | 'stepSeconds'> => ({
    steps,
    changes,
    messages,
    stepSeconds: times.length === 0 ? 0 : (times.at(-1)! - times[0]!) / 1000,
  });
  return { take, result };
}

/** Resources that are objects of the cluster. */
function isObject(type: string): boolean {
  return type.startsWith('kubernetes:');
}

function nameOf(urn: string): string {
  return urn.split('::').at(-1)!;
}
