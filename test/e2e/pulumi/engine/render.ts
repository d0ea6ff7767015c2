/** Renders a project into a folder, as `unifyops synth` does with its own. Run: node render.ts <project> <folder> */
import { synthesizeInto } from '../../../../lib/synth/index.ts';

const [, , root, out] = process.argv as [string, string, string, string];
await synthesizeInto({ root, out });
