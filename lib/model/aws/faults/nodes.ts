import type { PoolProps } from '../../environment/clusters/eks-props.ts';
import { unknownName } from '../../plan/context.ts';
import { machines } from '../catalog/machines.ts';
import type { Check, Checked } from './check.ts';

/** A shortage of one type must be no outage of the pool. */
const leastSpotTypes = 3;

/** The machines: types that are known and alike, bounds that make sense, and something that stays for what must not be interrupted. */
export const reportNodes: Check = (checked) => {
  const { base, spot } = checked.nodes;
  if (base) reportPool(checked, base, 'nodes.base');
  for (const [name, pool] of Object.entries(spot)) {
    const path = `nodes.spot.${name}`;
    reportPool(checked, pool, path);
    if (new Set(pool.types).size >= leastSpotTypes) continue;
    checked.report({
      ...checked.at(`${path}.types`),
      found: `${pool.types.join(', ')} alone`,
      expected: `at least ${leastSpotTypes} types: AWS takes one type back all at once`,
      repair: 'Add types with the same cores and memory.',
    });
  }
  reportNothing(checked);
  reportSpotDatabases(checked);
};

function reportPool({ at, report }: Checked, { types, min, max }: PoolProps, path: string): void {
  for (const [index, type] of types.entries()) {
    if (!Object.hasOwn(machines, type))
      report(unknownName(at(`${path}.types[${index}]`), 'instance type', type, Object.keys(machines)));
  }
  const shapes = new Set(
    types.flatMap((type) => machines[type] ?? []).map(({ cpu, memoryGi }) => `${cpu}/${memoryGi}`),
  );
  if (shapes.size > 1) {
    report({
      ...at(`${path}.types`),
      found: `types of ${shapes.size} sizes`,
      expected: 'one size: the autoscaler reckons with a node that looks like every other of its pool',
      repair: 'Make a pool for each size.',
    });
  }
  if (min <= max) return;
  report({
    ...at(`${path}.max`),
    found: String(max),
    expected: `at least min, ${min}`,
    repair: `Set max to ${min} or more.`,
  });
}

function reportNothing({ nodes, at, report }: Checked): void {
  if (nodes.base !== false || Object.keys(nodes.spot).length > 0) return;
  report({
    ...at('nodes'),
    found: 'no pool',
    expected: 'an on-demand base or a spot pool',
    repair: 'Leave out base: false, or add a pool to spot.',
  });
}

function reportSpotDatabases({ nodes, applications, at, report }: Checked): void {
  if (nodes.base !== false) return;
  const servers = applications.flatMap(({ databases }) => databases.filter(({ kind }) => kind === 'cluster'));
  if (servers.length === 0) return;
  report({
    ...at('nodes.base'),
    found: `spot machines alone for ${servers.map(({ id }) => id).join(', ')}`,
    expected: 'on-demand machines: a database on spot dies with two minutes of notice, whenever AWS wants',
    repair: 'Give the base a pool, or let the stack say managed: true.',
  });
}
