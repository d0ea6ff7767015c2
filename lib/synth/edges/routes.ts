import { exposures } from '../../checks/traffic/exposure.ts';
import { PortSet } from '../../checks/traffic/index.ts';
import type { Fault } from '../../model/fault.ts';
import type { Edge } from '../../model/plan/edge.ts';
import { portsOf } from './ends.ts';
import type { Ground } from './ground.ts';
import { edgeFault, nameIn, stackOf } from './words.ts';

/** Routes that are declared and lead nowhere, and what an Ingress or HTTPRoute leads to without one. */
export function routeFaults(ground: Ground): readonly Fault[] {
  const { engine, workloads } = ground;
  const exposed = exposures(engine).map(({ pod, ...exposure }) => {
    const workload = workloads[engine.finder.workloadOf[pod]!]!;
    return { ...exposure, workload, id: ground.idOf(workload) };
  });
  const byId = Map.groupBy(exposed, ({ id }) => id);
  const missing = ground.edges.flatMap((edge) => {
    if (edge.origin !== 'route' || edge.to.kind !== 'pods') return [];
    const open = PortSet.union((byId.get(edge.to.id) ?? []).map(({ ports }) => ports));
    return open.includes(portsOf(edge)) ? [] : [missingFault(ground, edge, edge.to.id)];
  });
  const extra = exposed.flatMap(({ workload, id, ports, through }) => {
    const routed = ground.declared('ingress', id).filter(({ edge }) => edge.origin === 'route');
    const more = ports.minus(PortSet.union(routed.map((half) => half.ports)));
    if (more.isEmpty) return [];
    const stack = id === undefined ? '' : stackOf(id);
    return [
      {
        owner: `${ground.environment} ${stack}`.trimEnd(),
        path: `connection ingress controller → ${id === undefined ? workload.id : nameIn(stack, id)}`,
        found: `${more} exposed by ${through.join(', ')}`,
        expected: 'what routes declare, and nothing else',
        repair: 'Declare the route in the stack file, or take it out of what was rendered, in lib/constructs.',
      },
    ];
  });
  return [...missing, ...extra];
}

function missingFault(ground: Ground, edge: Edge, id: string): Fault {
  const stack = stackOf(id);
  return edgeFault(ground.environment, stack, edge, {
    found: `no route that leads to ${nameIn(stack, id)} on these ports`,
    expected: 'an Ingress or HTTPRoute, and a Service behind it',
  });
}
