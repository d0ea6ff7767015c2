/** One entry of `packages` in a lock file, as far as platforms go. */
export interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** A `package-lock.json`, version 3. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const platformName = /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-(gnu|musl)[a-z]*|-[a-z]+)?$/;

/**
 * The lock with an entry for every optional package of another platform that npm left out, because the registry it was
 * written against doesn't serve that platform; `npm ci` refuses a lock without them. Their versions are exact in the
 * package that asks for them; their checksums stay unknown, and a machine of that platform takes what its registry gives.
 * @throws Error for a package whose name doesn't say its platform
 */
export function completeLock(lock: Lock): Lock {
  const added = Object.values(lock.packages).flatMap((owner) =>
    Object.entries(owner.optionalDependencies ?? {})
      .filter(([name]) => lock.packages[`node_modules/${name}`] === undefined)
      .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, owner.dev ?? false)] as const),
  );
  const { '': root, ...packages } = { ...lock.packages, ...Object.fromEntries(added) };
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: { ...(root === undefined ? {} : { '': root }), ...Object.fromEntries(sorted) } };
}

function entryOf(name: string, version: string, dev: boolean): LockEntry {
  const [, os, cpu, abi] = platformName.exec(name) ?? [];
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name} ${version} is not in the lock file, and its name doesn't say which platform it is for`);
  }
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(abi === undefined ? {} : { libc: [abi === 'musl' ? 'musl' : 'glibc'] }),
    optional: true,
    os: [os],
  };
}
