import { afterEach, expect, test } from '@jest/globals';
import { volumesStep } from '../../../lib/k3s/plan/steps.ts';
import { Sandbox } from './sandbox.ts';

const sandbox = new Sandbox();
afterEach(() => sandbox.remove());

test('a node whose own disk holds volumes does not leave: their claims are named, with what to do', () => {
  sandbox.program(
    '/usr/local/bin/k3s',
    `echo 'shop/data-db-0 pvc-1 a1\nshop/data-cache-0 pvc-2 a2\nlog/all pvc-3 \nshop/old pvc-4 zone a1'`,
  );
  expect(sandbox.run(volumesStep('s1', 'a1').check)).toEqual({
    ok: false,
    said: 'its disk holds the data of shop/data-db-0 (pvc-1), shop/old (pvc-4): move or back it up, then delete these claims, and their volumes where they stay',
  });
  expect(sandbox.run(volumesStep('s1', 'a').check)).toEqual({ ok: true, said: '' });
  sandbox.program('/usr/local/bin/k3s', 'echo no answer >&2; exit 1');
  expect(sandbox.run(volumesStep('s1', 'a').check)).toEqual({ ok: false, said: 'no answer' });
});
