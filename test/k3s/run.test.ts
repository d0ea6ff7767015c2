import { describe, expect, test } from '@jest/globals';
import type { Step } from '../../lib/k3s/plan/step.ts';
import { runPlan } from '../../lib/k3s/run/run-plan.ts';
import { kubeconfigFor } from '../../lib/k3s/run/secrets.ts';
import { type Answer, type Patience, type Remote, type RemoteCommand, RemoteError } from '../../lib/ssh/index.ts';

const patience: Patience = { retries: 3, firstRestMs: 0, longestRestMs: 0, rest: async () => undefined };
const ok: Answer = { code: 0, stdout: '', stderr: '' };
const no = (stderr: string): Answer => ({ code: 1, stdout: '', stderr });

/** A host whose answers are a list; an error in it is thrown. */
class FakeRemote implements Remote {
  readonly name: string;
  readonly asked: string[] = [];
  readonly #answers: (Answer | Error)[];

  constructor(name: string, answers: readonly (Answer | Error)[]) {
    this.name = name;
    this.#answers = [...answers];
  }

  async run({ script }: RemoteCommand): Promise<Answer> {
    this.asked.push(script);
    const answer = this.#answers.shift() ?? ok;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  close(): void {}
}

const step = (host: string, change: Partial<Step> = {}): Step => ({
  host,
  name: 'do it',
  check: 'CHECK',
  apply: 'APPLY',
  timeoutSeconds: 5,
  retries: 1,
  ...change,
});

async function run(steps: readonly (readonly Step[])[], remotes: readonly FakeRemote[], secretsFrom?: string) {
  const told: string[] = [];
  const result = await runPlan(
    { phases: [{ name: 'phase', tracks: steps, ...(secretsFrom ? { secretsFrom } : {}) }] },
    {
      remote: (name) => remotes.find((one) => one.name === name)!,
      tell: (host, text) => told.push(`${host} ${text}`),
      patience,
    },
  ).catch((error: Error) => error);
  return { result, told };
}

describe('a step', () => {
  test('that is done already is not done again', async () => {
    const s1 = new FakeRemote('s1', [ok]);
    const { result, told } = await run([[step('s1')]], [s1]);
    expect(result).toMatchObject([{ name: 'phase', steps: [] }]);
    expect(s1.asked).toEqual(['CHECK']);
    expect(told).toEqual([' phase']);
  });

  test('is looked at after it was done', async () => {
    const s1 = new FakeRemote('s1', [no('not yet'), ok, ok]);
    expect((await run([[step('s1')]], [s1])).result).toMatchObject([{ steps: [{ host: 's1', name: 'do it' }] }]);
    expect(s1.asked.map((script) => script.split('\n').at(-1))).toEqual(['CHECK', 'APPLY', 'CHECK']);
  });

  test('that says it worked but did not is an error, with the reason of its check', async () => {
    const s1 = new FakeRemote('s1', [no('x'), ok, no('still not'), ok, no('still not')]);
    expect((await run([[step('s1')]], [s1])).result).toMatchObject({ message: 's1: could not do it: still not' });
  });

  test('goes on after its connection dropped, whether or not the host had finished', async () => {
    const dropped = new RemoteError('s1', 'dropped', 'the connection was lost');
    const s1 = new FakeRemote('s1', [no('x'), dropped, dropped, ok, dropped, ok]);
    expect((await run([[step('s1')]], [s1])).result).toMatchObject([{ steps: [{ host: 's1', name: 'do it' }] }]);
  });

  test('fails at once where the host is not the one we know', async () => {
    const s1 = new FakeRemote('s1', [new RemoteError('s1', 'host-key', 'another key')]);
    expect((await run([[step('s1')]], [s1])).result).toMatchObject({ message: 's1: another key' });
    expect(s1.asked).toHaveLength(1);
  });
});

describe('hosts of a phase', () => {
  test('finish their own work when one of them fails, and all failures are told', async () => {
    const s1 = new FakeRemote('s1', [no('x'), no('broken'), no('x'), no('broken'), no('x')]);
    const s2 = new FakeRemote('s2', [no('x'), ok, ok, no('x'), ok, ok]);
    const { result } = await run([[step('s1')], [step('s2'), step('s2')]], [s1, s2]);
    expect(result).toMatchObject({ message: 's1: could not do it: broken' });
    expect(s2.asked).toHaveLength(6);
  });
});

describe('secrets', () => {
  const secrets = {
    ...ok,
    stdout: `token=K10abc::server:serverpassword\nagentToken=K10abc::node:agentpassword\nkubeconfig=${Buffer.from('x').toString('base64')}\n`,
  };

  test('go to the steps that need them, each role its own, and never into a message', async () => {
    const s1 = new FakeRemote('s1', [secrets]);
    const a1 = new FakeRemote('a1', [no('x'), no('bad token K10abc::node:agentpassword'), no('x'), ok, ok]);
    const { told } = await run([[step('a1', { needsToken: 'agent' })]], [s1, a1], 's1');
    expect(a1.asked[1]).toContain("TOKEN='K10abc::node:agentpassword'");
    expect(a1.asked[1]).not.toContain('serverpassword');
    expect(told.join()).toContain('bad token ***');
    expect(told.join()).not.toContain('password');
  });
});

test('the kubeconfig leads to the endpoint instead of the server itself', () => {
  expect(kubeconfigFor('    server: https://127.0.0.1:6443\n', 'api.home.example')).toBe(
    '    server: https://api.home.example:6443\n',
  );
});
