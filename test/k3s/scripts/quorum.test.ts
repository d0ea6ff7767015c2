import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { quorumStep } from '../../../lib/k3s/plan/steps.ts';
import { Sandbox } from './sandbox.ts';

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
});

afterEach(() => sandbox.remove());

/** Whether s1 may go, in a cluster of so many servers of which these don't answer. */
function without(servers: number, dead: readonly number[], end: 'comes back' | 'leaves'): boolean {
  const list = Array.from({ length: servers }, (_, index) => `s${index + 1} 10.0.0.${index + 1}`).join('\n');
  const silent = dead.map((number) => `*https://10.0.0.${number}:6443*) exit 1 ;;`).join(' ');
  sandbox.program('/usr/local/bin/k3s', `case "$*" in *'get nodes'*) echo '${list}' ;; ${silent} *) echo ok ;; esac`);
  return sandbox.run(quorumStep('s2', 's1', end).check).ok;
}

test.each([
  [1, [], true],
  [2, [], false],
  [3, [], true],
  [3, [3], false],
  [5, [4, 5], false],
  [5, [5], true],
])('of %i servers, %j of them dead, one may be away for a while: %s', (servers, dead, may) => {
  expect(without(servers, dead, 'comes back')).toBe(may);
});

test.each([
  [2, [], true], // the one that stays is all of the cluster then
  [2, [1], false], // nobody is left to take it out
  [3, [], true],
  [3, [3], false],
  [4, [4], true],
  [5, [4, 5], false],
  [5, [1], true],
])('of %i servers, %j of them dead, one may leave for good: %s', (servers, dead, may) => {
  expect(without(servers, dead, 'leaves')).toBe(may);
});
