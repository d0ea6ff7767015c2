import type { StackContext } from '../plan/context.ts';
import { folderName, objectName, stackId } from '../plan/names.ts';
import { portsOf } from '../plan/ports.ts';
import { reportConvention, reportSlo } from './slo-faults.ts';
import { defaultSlo, type Slo } from './slo-props.ts';
import { jobOf, type MetricsTarget } from './target.ts';

/** The workloads of a stack that declare metrics; wrong promises are reported. */
export function targetsOf(context: StackContext): readonly MetricsTarget[] {
  const { stack, environment } = context;
  return Object.entries(stack.workloads).flatMap(([name, props]) => {
    const { metrics, tier = 'service' } = props;
    reportConvention(context, name, props);
    if (!metrics) return [];
    const port = portsOf(props).find((candidate) => candidate.name === metrics.port);
    if (!port) return []; // reported with the edges
    const { convention } = metrics;
    const slo = convention === undefined || props.slo === false ? undefined : sloOf(context, name);
    if (slo && convention && environment.observability) reportSlo(context, name, slo, convention);
    return [
      {
        id: `${stackId(stack)}/${name}`,
        name: objectName(stack, name),
        job: jobOf(folderName(stack), name),
        stack: folderName(stack),
        tier,
        port: { name: port.name, number: port.port },
        path: metrics.path ?? '/metrics',
        convention,
        slo,
      },
    ];
  });
}

function sloOf({ environment, stack }: StackContext, name: string): Slo {
  return { ...defaultSlo, ...environment.observability?.slo, ...(stack.workloads[name]?.slo || {}) };
}
