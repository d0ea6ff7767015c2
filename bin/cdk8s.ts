#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { run } = await import('../lib/cli/run.ts');
const { cdk8s } = await import('../lib/cli/cdk8s/program.ts');
process.exitCode = await run(cdk8s());
