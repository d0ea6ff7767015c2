import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findPart } from '../../../tools/build/build-part.ts';
import { cacheFolder, modulesFolder, partFolder, partVersion } from '../../../tools/build/cache.ts';
import { buildFailure, isOlder } from '../../../tools/build/go.ts';
import { parts } from '../../../tools/build/parts.ts';

describe('the cache of built parts', () => {
  let modules: string;
  const etcd = findPart('etcd');

  beforeEach(() => {
    modules = mkdtempSync(join(tmpdir(), 'parts-'));
    cpSync(join(modulesFolder, 'etcd'), join(modules, 'etcd'), { recursive: true });
  });

  afterEach(() => rmSync(modules, { recursive: true }));

  test('every part has a version that its go.mod pins', () => {
    for (const part of parts) expect(partVersion(part)).toMatch(/^v\d+\.\d+\.\d+$/);
  });

  test.each(['go.mod', 'go.sum'])('a part is built again when its %s changes', (file) => {
    const before = partFolder(etcd, modules);
    expect(partFolder(etcd, modules)).toBe(before);
    appendFileSync(join(modules, 'etcd', file), '\n');
    expect(partFolder(etcd, modules)).not.toBe(before);
  });

  test('a part is built again when another value is stamped into it', () => {
    expect(partFolder({ ...etcd, stamps: () => ({ 'main.version': 'x' }) })).not.toBe(partFolder(etcd));
  });

  test('a part is built again when its tags or a main of its own change', () => {
    expect(partFolder({ ...etcd, tags: ['one'] })).not.toBe(partFolder(etcd));
    const before = partFolder(etcd, modules);
    writeFileSync(join(modules, 'etcd', 'main.go'), 'package main\n');
    expect(partFolder(etcd, modules)).not.toBe(before);
  });

  test('the cache is where the system wants caches', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/me' })).toBe('/var/cache/me/unifyops/tools');
    expect(cacheFolder({})).toMatch(/\/\.cache\/unifyops\/tools$/);
  });
});

describe('a part that cannot be built', () => {
  test('an unknown part is answered with the names of all', () => {
    expect(() => findPart('etcc')).toThrow(
      `There is no part "etcc". Parts: ${parts.map(({ name }) => name).join(', ')}.`,
    );
  });

  test('versions of Go are compared as numbers', () => {
    expect(isOlder('1.9.4', '1.26.0')).toBe(true);
    expect(isOlder('1.26.8', '1.26.0')).toBe(false);
  });

  test('a module that the proxy refuses is named', () => {
    const output =
      'go: downloading example.com/a v1.0.0\nexample.com/a@v1.0.0: reading https://proxy/a: 403 Forbidden\n';
    expect(buildFailure('etcd', output)).toBe(
      "etcd can't be built: the Go module proxy does not give example.com/a@v1.0.0 (403 Forbidden). Check GOPROXY and the network, or pin another version in tools/etcd/go.mod.",
    );
  });

  test('any other failure shows what Go said last', () => {
    expect(buildFailure('etcd', 'main.go:1: undefined: x\n')).toContain('main.go:1: undefined: x');
  });
});
