import { join } from 'node:path';
import { infraTree } from '../../lib/gitops/infra-tree.ts';
import { loadPlatform } from '../../lib/load/platform.ts';
import { toYaml } from '../../lib/render/yaml.ts';
import { plansOf } from '../../lib/synth/plans.ts';

// Prints every file of every environment of this repository; a test compares what it prints in different surroundings.
const platform = await loadPlatform(join(import.meta.dirname, '..', '..'));
for (const [path, object] of infraTree(plansOf(platform))) process.stdout.write(`${path}\n${toYaml(object)}---\n`);
