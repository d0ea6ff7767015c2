import type { EnvironmentIndex } from '../../tree/index.ts';

/** What a namespace asks of images: anything, a tag that does not move, or a digest. */
export type ImageDemand = 'any' | 'tag' | 'digest';

const byEnvironment: Readonly<Record<string, ImageDemand>> = { local: 'any', prod: 'digest' };

/**
 * The demand on images in a namespace: its label `unifyops.dev/images`, else what its label `unifyops.dev/environment` or the
 * environment's folder stands for, else `tag`. A value that nobody knows is read as the strictest.
 */
export function imageDemand(environment: EnvironmentIndex, namespace: string): ImageDemand {
  const label = environment.namespaceLabel(namespace, 'unifyops.dev/images');
  if (label !== '') return label === 'any' || label === 'tag' ? label : 'digest';
  const name = environment.namespaceLabel(namespace, 'unifyops.dev/environment') || environment.name;
  return byEnvironment[name] ?? 'tag';
}
