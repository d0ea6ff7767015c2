// Run after an `npm install` against a registry that serves this machine's platform only: node tools/lock/complete-lock.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock, type Lock } from './complete.ts';

const file = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
