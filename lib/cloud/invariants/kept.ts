import { at, type CloudGraph, type CloudResource } from '../graph.ts';
import { aws } from '../types.ts';

/** Types that hold what can not be made again, or that everything runs on. */
export const keptTypes: readonly string[] = [
  aws.bucket,
  aws.cluster,
  aws.database,
  aws.key,
  aws.nodeGroup,
  aws.secret,
  aws.vpc,
  aws.workspace,
];

/** Whether a resource's environment is worth keeping: what isn't says so in a tag, where whoever deletes by hand sees it too. */
export function keeps({ props }: CloudResource): boolean {
  return at(props.tags, 'data') !== 'disposable';
}

/** Whether this update was allowed, in the settings, to replace what is protected otherwise. */
export function mayReplace(graph: CloudGraph): boolean {
  return graph.ofType(aws.component).some(({ props }) => props.allowReplace === true);
}
