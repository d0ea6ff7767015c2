#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { run } = await import('../lib/cli/run.ts');
const { pulumiProgram } = await import('../lib/cli/pulumi/program.ts');
process.exitCode = await run(pulumiProgram());
