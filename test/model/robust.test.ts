import { expect, test } from '@jest/globals';
import { FaultsError, type PlanInput, resolvePlan } from '../../lib/model/index.ts';
import { renderPlan } from '../../lib/render/render.ts';
import { input, withWorkload } from '../fixtures/base.ts';
import fc from '../random.ts';
import { arbitraryStacks } from '../render/arbitrary-stacks.ts';

type Path = readonly (string | number)[];

/** A good input that uses most of what there is. */
const arbitraryInput = arbitraryStacks.map((stacks) => {
  const rich = withWorkload({
    health: { liveness: { http: '/a' } },
    autoscaling: { min: 2, max: 3, cpuPercent: 70, custom: { waiting: '10' } },
    internet: [{ name: 'a.example', cidrs: ['1.1.1.0/24'], why: 'asks' }],
    rollout: { maxSurge: 2 },
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
  });
  const { environment, releases, ...rest } = input({ stacks: [...stacks, rich] });
  return { ...rest, environment: { ...environment, replicas: { floor: 2, ceiling: 9 } }, releases };
});

const nasty = fc.oneof(
  fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withDate: true }),
  fc.constantFrom<unknown>(
    '',
    ' ',
    '__proto__',
    'constructor',
    'a/b/c',
    '0.0.0.0/0',
    -1,
    1e21,
    null,
    undefined,
    [],
    {},
    () => 1,
  ),
);

test('whatever stands in one place of an input, it is a plan or faults in words, never a crash', () => {
  const arbitrary = arbitraryInput.chain((good) =>
    fc.tuple(fc.constant(good), fc.constantFrom(...pathsOf(good)), nasty),
  );
  fc.assert(
    fc.property(arbitrary, ([good, path, value]) => {
      const broken = replaced(good, path, value) as PlanInput;
      const message = messageOf(broken);
      if (message !== undefined) expect(message).toMatch(/^\[.*\] .*found .*, expected .*\. .+\.?$/s);
    }),
    { numRuns: 400 },
  );
});

/** The message of the faults in an input; none for a good one. Any other error is thrown on. */
function messageOf(broken: PlanInput): string | undefined {
  try {
    renderPlan(resolvePlan(broken));
    return undefined;
  } catch (error) {
    if (error instanceof FaultsError) return error.message;
    throw error;
  }
}

/** Every place of the environment, the stacks and the releases. */
function pathsOf({ environment, stacks, releases }: PlanInput): readonly Path[] {
  const below = (value: unknown, path: Path): Path[] => {
    if (typeof value !== 'object' || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([key, inner]) => below(inner, [...path, key]))];
  };
  return below({ environment, stacks, releases }, []).filter((path) => path.length > 1);
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? replaced(item, rest, by) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}
