import type { Environment } from '../environment/environment-props.ts';
import type { ResourcesProps, Size } from '../stack/workload-props.ts';
import { quantityAmount } from '../values/quantity.ts';
import { owner, type StackContext } from './context.ts';

/** What the sizes mean where the environment says nothing else. */
const defaultSizes: Readonly<Record<Size, ResourcesProps>> = {
  small: { requests: { cpu: '50m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
  medium: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  large: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
};

/** What the sizes mean in an environment. */
export function sizesOf({ sizes }: Pick<Environment, 'sizes'>): Readonly<Record<Size, ResourcesProps>> {
  return { ...defaultSizes, ...sizes };
}

/** The smallest size whose memory is enough, for what is measured in sizes alone: the machines of managed databases. */
export function sizeFor(environment: Pick<Environment, 'sizes'>, given: Size | ResourcesProps): Size {
  if (typeof given === 'string') return given;
  const sizes = sizesOf(environment);
  const enough = (size: Size) => quantityAmount(sizes[size].limits.memory) >= quantityAmount(given.limits.memory);
  return (['small', 'medium'] as const).find(enough) ?? 'large';
}

/** CPU and memory of one pod of a part; a request above its limit is reported. */
export function resourcesOf(
  context: StackContext,
  part: string,
  path: string,
  given: Size | ResourcesProps,
): ResourcesProps {
  const { environment, report } = context;
  const resources = typeof given === 'string' ? sizesOf(environment)[given] : given;
  for (const unit of ['cpu', 'memory'] as const) {
    const { requests, limits } = resources;
    if (quantityAmount(requests[unit]) <= quantityAmount(limits[unit])) continue;
    report({
      owner: owner(context, part),
      path: `${path}.requests.${unit}`,
      found: `"${requests[unit]}"`,
      expected: `at most its limit "${limits[unit]}"`,
      repair: 'Lower the request or raise the limit.',
    });
  }
  return resources;
}
