import { reportAws } from '../aws/faults/index.ts';
import { type Fault, throwFaults } from '../fault.ts';
import { environmentSchema } from '../input/environment-schema.ts';
import { inputFaults } from '../input/parse.ts';
import { releasesSchema } from '../input/release-schema.ts';
import { stackSchema } from '../input/stack-schema.ts';
import { planObservability } from '../observability/plan-observability.ts';
import { reportObservability } from '../observability/report-observability.ts';
import { targetsOf } from '../observability/targets.ts';
import { reportNameClashes } from './clashes.ts';
import type { PlanInput, StackContext } from './context.ts';
import { planDatabase } from './database.ts';
import { reportDatabasePorts } from './database-port.ts';
import { type DeclaredEdge, declaredEdges } from './declared.ts';
import type { Edge } from './edge.ts';
import { stackEdges } from './edges.ts';
import { reportEnvironment } from './environment.ts';
import { planExceptions } from './exceptions.ts';
import { reportUnknownReleases } from './image.ts';
import { folderName, stackId } from './names.ts';
import type { Application, Plan } from './plan.ts';
import { reportQuota } from './quota.ts';
import { reportRouteClashes } from './routes.ts';
import { secretNeeds } from './secrets.ts';
import { runningStacks } from './select.ts';
import { planWorkload, wavesOf } from './workload.ts';

/**
 * Decides everything about one environment.
 * @throws FaultsError with every fault of the input; those of shape first, since the others could not be trusted
 */
export function resolvePlan(input: PlanInput): Plan {
  throwFaults(shapeFaults(input));
  const faults: Fault[] = [];
  const report = (fault: Fault): void => void faults.push(fault);
  const { environment } = input;
  reportEnvironment(environment, report);
  reportObservability(environment, report);
  const running = runningStacks(input, report);
  const contexts = running.map((stack): StackContext => ({ ...input, stack, running, report }));
  const declared = new Map(contexts.map((context) => [context, declaredEdges(context)]));
  const edges = contexts.flatMap((context) => stackEdges(context, declared.get(context) ?? []));
  const touching = edgesByPods(edges);
  const applications = contexts.map((context) => planApplication(context, declared.get(context) ?? [], touching));
  reportDatabasePorts(contexts);
  reportNameClashes(environment, applications, report);
  reportRouteClashes(environment, applications, report);
  const targets = contexts.flatMap(targetsOf);
  reportAws(environment, applications, report);
  if (faults.length === 0) reportQuota(environment, applications, report);
  throwFaults(faults);
  const exposed = applications.some(({ workloads }) => workloads.some(({ exposures }) => exposures.length > 0));
  const retired = (environment.retired ?? []).map((id) => id.replace('/', '-'));
  const watching = planObservability(input, { targets, edges });
  return {
    environment,
    applications,
    retired,
    observability: watching?.observability,
    edges: [...edges, ...(watching?.edges ?? [])],
    exposed,
  };
}

/** Faults of shape: unknown keys, wrong types and values out of range, in the environment, its releases and every stack. */
export function shapeFaults({ environment, stacks, releases }: PlanInput): readonly Fault[] {
  const name = typeof environment?.name === 'string' ? environment.name : '?';
  return [
    ...inputFaults(environmentSchema, environment, `environment ${name}`),
    ...inputFaults(releasesSchema, releases, `environments/releases/${name}.yaml`),
    ...stacks.flatMap((stack, index) => {
      const named = typeof stack?.domain === 'string' && typeof stack.name === 'string';
      return inputFaults(stackSchema, stack, named ? stackId(stack) : `stacks[${index}]`);
    }),
  ];
}

/** Edges by the ids of the pods that they touch, so that planning a stack doesn't look at every other's. */
function edgesByPods(edges: readonly Edge[]): ReadonlyMap<string, readonly Edge[]> {
  const byPods = new Map<string, Edge[]>();
  for (const edge of edges) {
    for (const { kind, id } of new Set([edge.from, edge.to])) {
      if (kind !== 'pods') continue;
      const list = byPods.get(id);
      if (list) list.push(edge);
      else byPods.set(id, [edge]);
    }
  }
  return byPods;
}

function planApplication(
  context: StackContext,
  declared: readonly DeclaredEdge[],
  touching: ReadonlyMap<string, readonly Edge[]>,
): Application {
  const { stack } = context;
  const id = stackId(stack);
  reportUnknownReleases(context);
  const waves = wavesOf(context);
  const edgesOf = (...parts: readonly string[]) => parts.flatMap((part) => touching.get(`${id}/${part}`) ?? []);
  const workloads = Object.keys(stack.workloads).map((name) =>
    planWorkload(context, name, declared, edgesOf(name), waves),
  );
  const databases = Object.keys(stack.databases ?? {}).map((name) =>
    planDatabase(context, name, [...new Set(edgesOf(name, `${name}-migrate`, `${name}-backup`))]),
  );
  const secrets = secretNeeds(workloads, databases);
  return { id, folder: folderName(stack), workloads, databases, secrets, exceptions: planExceptions(context) };
}
