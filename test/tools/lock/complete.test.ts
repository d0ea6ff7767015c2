import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { completeLock, type Lock } from '../../../tools/lock/complete.ts';

const swc = { version: '1.2.3', dev: true, optionalDependencies: { '@swc/core-linux-arm64-musl': '1.2.3' } };

describe('the lock file', () => {
  test('names every platform, so that npm ci takes it', () => {
    const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as Lock;
    const missing = Object.keys(completeLock(lock).packages).filter((path) => !(path in lock.packages));
    expect(missing).toEqual([]); // if it lacks some: node tools/lock/complete-lock.ts
  });
});

describe('completing a lock file', () => {
  test('adds the package of a platform that the registry did not serve, for that platform only', () => {
    const { packages } = completeLock({ packages: { 'node_modules/@swc/core': swc } });
    expect(packages['node_modules/@swc/core-linux-arm64-musl']).toEqual({
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
  });

  test('keeps what npm wrote, and the order in which npm writes', () => {
    const known = { version: '1.2.3', os: ['linux'], integrity: 'sha512-known' };
    const lock = {
      packages: { '': {}, 'node_modules/@swc/core-linux-arm64-musl': known, 'node_modules/@swc/core': swc },
    };
    expect(Object.entries(completeLock(lock).packages)).toEqual([
      ['', {}],
      ['node_modules/@swc/core', swc],
      ['node_modules/@swc/core-linux-arm64-musl', known],
    ]);
  });

  test.each(['fsevents', 'linux-x64', '@a/b-plan9-x64'])('refuses to guess the platform of %s', (name) => {
    const lock = { packages: { 'node_modules/a': { optionalDependencies: { [name]: '1.0.0' } } } };
    expect(() => completeLock(lock)).toThrow(`${name} 1.0.0 is not in the lock file`);
  });

  test('refuses a version that is not exact', () => {
    const lock = { packages: { 'node_modules/a': { optionalDependencies: { 'a-linux-x64': '^1.0.0' } } } };
    expect(() => completeLock(lock)).toThrow('a-linux-x64 ^1.0.0 is not in the lock file');
  });
});
