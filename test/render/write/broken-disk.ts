import { jest } from '@jest/globals';

/*
 * The file system of the modules that are imported after this one, with a fault at a chosen call. Only calls that change
 * something are counted: a process that dies between two of them leaves what one that dies at the later one leaves.
 */

const real = await import('node:fs');
const CHANGES = /^(?:mkdir|write|link|copyFile|chmod|utimes|rename|rm|rmdir|unlink|symlink)(?:File)?Sync$/;

/**
 * What happens at the chosen call: death ends every later change too, which is what SIGKILL does to a process; a function
 * is what somebody else does to the folder just then.
 */
export type Damage = 'death' | 'one error' | 'errors from then on' | (() => void);

let calls: string[] | undefined;
let damaged: { readonly at: number; readonly damage: Damage } | undefined;

function beforeCall(name: string): void {
  if (calls === undefined) return;
  calls.push(name);
  if (damaged === undefined || calls.length < damaged.at) return;
  if (typeof damaged.damage === 'function') intrude(damaged.damage);
  else if (damaged.damage === 'death') throw new Error('the process is dead');
  else if (damaged.damage === 'errors from then on' || calls.length === damaged.at) {
    throw Object.assign(new Error(`EIO: i/o error, ${name}`), { code: 'EIO' });
  }
}

/** Only once, and what the intruder does is not counted. */
function intrude(act: () => void): void {
  damaged = undefined;
  const counted = calls;
  calls = undefined;
  act();
  calls = counted;
}

const wrapped = Object.fromEntries(
  Object.entries(real).map(([name, value]) => {
    if (!CHANGES.test(name)) return [name, value];
    const call = value as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        beforeCall(name);
        return call(...args);
      },
    ];
  }),
);
jest.unstable_mockModule('node:fs', () => wrapped);

/** Runs `work` on a disk that breaks at its `at`th change (from 1); the names of the changing calls that were tried. */
export async function onBrokenDisk(
  at: number,
  damage: Damage,
  work: () => Promise<unknown>,
): Promise<{ readonly calls: readonly string[]; readonly error: unknown }> {
  const made: string[] = [];
  calls = made;
  damaged = { at, damage };
  try {
    await work();
    return { calls: made, error: undefined };
  } catch (error) {
    return { calls: made, error };
  } finally {
    calls = undefined;
    damaged = undefined;
  }
}
