import fc from 'fast-check';
import type { EdgeProps, Stack, WorkloadProps } from '../../lib/model/index.ts';

/** Random stacks that the model accepts: workloads, ports, edges within and between stacks, databases, metrics, routes and ways out. */
export const arbitraryStacks: fc.Arbitrary<readonly Stack[]> = fc
  .uniqueArray(fc.constantFrom(...['a/one', 'a/two', 'b/one', 'b/three-four', 'long-domain/x']), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((ids) => fc.tuple(...ids.map(stackOf)))
  .chain((stacks) => fc.tuple(...stacks.map((stack) => withEdges(stack, stacks))));

const partNames = ['api', 'app', 'core', 'q1', 'work-er'];
const portNames = ['http', 'grpc', 'admin'];

function stackOf(id: string): fc.Arbitrary<Stack> {
  const [domain = '', name = ''] = id.split('/');
  const parts = fc.uniqueArray(fc.constantFrom(...partNames, name), { minLength: 1, maxLength: 4 });
  return parts.chain((names) =>
    fc
      .record({
        workloads: fc.tuple(...names.map((part) => workloadOf(`${id}/${part}`))),
        databases: fc.uniqueArray(fc.constantFrom('postgres', 'audit'), { maxLength: 2 }),
        migrated: fc.boolean(),
        backedUp: fc.boolean(),
        managed: fc.boolean(),
      })
      .map(({ workloads, databases, migrated, backedUp, managed }) => ({
        domain,
        name,
        workloads: Object.fromEntries(names.map((part, index) => [part, workloads[index]!])),
        databases: Object.fromEntries(
          databases.map((database) => [
            database,
            {
              managed,
              ...(migrated ? { migration: { workload: names[0]!, command: ['migrate'] } } : {}),
              ...(backedUp ? {} : { backup: false as const }),
            },
          ]),
        ),
      })),
  );
}

function workloadOf(id: string): fc.Arbitrary<WorkloadProps> {
  const ports = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...portNames), fc.integer({ min: 1024, max: 65_535 })), {
      maxLength: 3,
      comparator: ([nameA, portA], [nameB, portB]) => nameA === nameB || portA === portB,
    })
    .map((pairs) => Object.fromEntries(pairs));
  return fc
    .record({
      ports,
      watched: fc.boolean(),
      routed: fc.boolean(),
      asksTheApi: fc.boolean(),
      out: fc.subarray(waysOut),
      more: arbitraryProps,
    })
    .map(({ ports, watched, routed, asksTheApi, out, more }): WorkloadProps => {
      const [first] = Object.keys(ports);
      return {
        ...more,
        ports,
        ...(watched && first ? { metrics: { port: first } } : {}),
        ...(routed && first ? { routes: [{ path: `/${id}`, port: first }] } : {}),
        ...(asksTheApi
          ? { kubernetesApi: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }], why: 'looks' } }
          : {}),
        ...(out.length > 0 ? { internet: out } : {}),
      };
    });
}

/** Props that concern the workload alone, each there or not. */
const arbitraryProps: fc.Arbitrary<WorkloadProps> = fc.record(
  {
    tier: fc.constantFrom('app', 'api', 'service', 'worker'),
    command: fc.constant(['/bin/serve', '--all']),
    env: fc.dictionary(fc.constantFrom('A', 'B_C', '_d'), fc.string()),
    config: fc.dictionary(fc.constantFrom('/etc/a.yaml', '/etc/a_yaml', '/srv/x/y'), fc.string()),
    secrets: fc.constant({ TOKEN: { secret: 'token', key: 'value' } }),
    resources: fc.constantFrom('small', 'medium', 'large'),
    autoscaling: fc.constantFrom({ min: 2, max: 4, cpuPercent: 70 }, { min: 3, max: 9, requestsPerSecond: 10 }),
    maxUnavailableInDrain: fc.integer({ min: 1, max: 5 }),
    spread: fc.constantFrom('preferred', 'required'),
    rollout: fc.constant({ maxSurge: 2, deadlineSeconds: 120 }),
    scratch: fc.subarray(['/tmp', '/var/cache/a-b', '/var/cache/a/b']),
    user: fc.integer({ min: 1, max: 70_000 }),
  },
  { requiredKeys: [] },
);

const waysOut: NonNullable<WorkloadProps['internet']>[number][] = [
  { cidr: '8.8.8.0/24', port: 53, why: 'asks' },
  { name: 'a.example', cidrs: ['1.1.1.0/24', '2606:4700::/32'], why: 'asks' },
  { name: 'b.example', anyAddress: true, port: 8443, why: 'asks' },
];

/** Edges to any workload with ports, and to databases of the stack's own; each once. */
function withEdges(stack: Stack, all: readonly Stack[]): fc.Arbitrary<Stack> {
  const own = [...Object.keys(stack.databases ?? {})].map((to): Omit<EdgeProps, 'from'> => ({ to, why: 'keeps' }));
  const others = all.flatMap((other) =>
    Object.entries(other.workloads).flatMap(([part, { ports = {} }]) =>
      Object.keys(ports).map((port) => ({ to: `${other.domain}/${other.name}/${part}`, port, why: 'asks' })),
    ),
  );
  const edges = Object.keys(stack.workloads).flatMap((from) =>
    [...own, ...others]
      .filter(({ to }) => to !== `${stack.domain}/${stack.name}/${from}`)
      .map((edge) => ({ from, ...edge })),
  );
  return fc
    .subarray(edges, { maxLength: Math.min(8, edges.length) })
    .map((chosen) => ({ ...stack, edges: chosen, databases: reached(stack, chosen) }));
}

/** The databases that something reaches: the model refuses the others. */
function reached({ databases = {} }: Stack, edges: readonly EdgeProps[]): NonNullable<Stack['databases']> {
  const all = Object.entries(databases);
  return Object.fromEntries(
    all.filter(([name, { migration, backup }]) => migration || backup !== false || edges.some(({ to }) => to === name)),
  );
}
