// Counts the tests in what Jest wrote with --json: node .ci/count.mjs passed|failed|skipped|files RESULTS [failed]. With `failed`, it looks at
// the files that failed alone; `files` are their paths. A file that did not come to its tests counts as one failure.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [, , what, results, only] = process.argv;
const { testResults } = JSON.parse(readFileSync(results, 'utf8'));
const files = testResults.filter(({ status }) => only === undefined || status === only);
const count = (file, ...statuses) => file.assertionResults.filter(({ status }) => statuses.includes(status)).length;
const counts = {
  passed: (file) => count(file, 'passed'),
  failed: (file) => Math.max(count(file, 'failed'), file.status === 'failed' ? 1 : 0),
  skipped: (file) => count(file, 'pending', 'todo'),
};
const answer =
  what === 'files'
    ? files.map(({ name }) => relative('', name)).join(' ')
    : files.reduce((sum, file) => sum + counts[what](file), 0);
console.log(answer);
