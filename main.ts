// The cdk8s app: what `cdk8s synth` runs, after it said in CDK8S_OUTDIR where to.
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

enableCompileCache();
const { reportFailure } = await import('./lib/cli/failure.ts');
try {
  const { notes } = await import('./lib/cli/synth/notes.ts');
  const { synthesizeInto } = await import('./lib/synth/index.ts');
  const out = resolve(process.env.CDK8S_OUTDIR ?? 'dist');
  const { plans } = await synthesizeInto({ root: import.meta.dirname, out });
  process.stderr.write(notes(plans)); // standard output belongs to cdk8s
} catch (error) {
  process.exitCode = reportFailure(error);
}
