import { checkTree, type Invariant, invariants } from '../checks/index.ts';
import { infraTree } from '../gitops/infra-tree.ts';
import { loadPlatform } from '../load/platform.ts';
import { type Fault, faultMessage, throwFaults } from '../model/fault.ts';
import type { Plan } from '../model/index.ts';
import type { Tree } from '../render/tree.ts';
import { type WriteReport, writeTree } from '../render/write/index.ts';
import { loadRules } from './own-rules.ts';
import { plansOf } from './plans.ts';
import { edgeFaults } from './prove-edges.ts';

/** What to render. */
export interface SynthesizeOptions {
  /** Folder of the project, absolute. */
  readonly root: string;
  /**
   * Names of the environments to render; an empty list means every one.
   * @default - every environment
   */
  readonly environments?: readonly string[];
  /**
   * Hears the name of each step as it starts: a thousand stacks take seconds.
   * @default - nobody hears
   */
  readonly onStep?: (step: string) => void;
}

/** A tree that passed every check, and the plans that it was made of. */
export interface Synthesis {
  /** One for each environment. */
  readonly plans: readonly Plan[];
  readonly tree: Tree;
}

/**
 * Renders environments of a project and proves the result. Nothing is written.
 * @throws FaultsError with everything that is wrong in what people wrote, or else in what was rendered
 */
export async function synthesize({ root, environments, onStep }: SynthesizeOptions): Promise<Synthesis> {
  onStep?.('reading stacks and environments');
  const own = await loadRules(root);
  const platform = await loadPlatform(root, environments);
  onStep?.(`planning ${platform.environments.length} environments`);
  const plans = plansOf(platform);
  onStep?.('rendering');
  const tree = infraTree(plans);
  onStep?.(`checking ${tree.size} objects`);
  throwFaults(proofFaults(plans, tree, own));
  return { plans, tree };
}

/** What the tree breaks: a rule, or the edges that its plans declare. A tree that neither can read is told of once. */
function proofFaults(plans: readonly Plan[], tree: Tree, own: readonly Invariant[]): readonly Fault[] {
  const broken = checkTree(tree, { invariants: [...invariants, ...own] });
  const faults = [...broken, ...plans.flatMap((plan) => edgeFaults(plan, tree))];
  return [...new Map(faults.map((fault) => [faultMessage(fault), fault])).values()];
}

/** What to render, and where to. */
export interface SynthesizeIntoOptions extends SynthesizeOptions {
  /** Folder of the tree; made if it isn't there. What unifyops did not write is left alone in it. */
  readonly out: string;
}

/**
 * {@link synthesize}, then writes the tree. Only files of the chosen environments are replaced or removed.
 * @throws FaultsError before anything is written
 */
export async function synthesizeInto({
  out,
  ...options
}: SynthesizeIntoOptions): Promise<Synthesis & { readonly report: WriteReport }> {
  const synthesis = await synthesize(options);
  options.onStep?.(`writing ${synthesis.tree.size} files`);
  const { environments = [] } = options;
  const report = await writeTree(synthesis.tree, out, { scope: environments.length > 0 ? environments : 'all' });
  return { ...synthesis, report };
}
