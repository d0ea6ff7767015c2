#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

enableCompileCache(); // half of a start is spent on compiling; imports before this call would not be cached
const { run } = await import('../lib/cli/run.ts');
const { unifyops } = await import('../lib/cli/unifyops.ts');
process.exitCode = await run(unifyops());
