import type { Environment } from '../environment/environment-props.ts';
import type { Fault } from '../fault.ts';
import { observabilityOf } from '../observability/settings.ts';

/** What one environment alone may have of a cluster. */
interface Claim {
  readonly kind: 'namespace' | 'domain';
  /** Field that says so. */
  readonly path: string;
  readonly value: unknown;
}

const whys = {
  namespace: 'since two applications of Argo CD would undo each other in it',
  domain: 'since both would answer at the same hosts',
} as const;

/**
 * What two environments both claim of a cluster that one borrows from the other. Takes what people wrote, whatever its shape; that is
 * checked later.
 */
export function sharingFaults(environments: readonly Environment[]): readonly Fault[] {
  const users = new Map<string, string>();
  return environments.flatMap((environment) =>
    claimsOf(environment).flatMap(({ kind, path, value }) => {
      if (typeof value !== 'string') return [];
      const { name } = environment;
      const key = `${environment.cluster?.of?.environment ?? name} ${kind} ${value}`;
      const first = users.get(key) ?? name;
      users.set(key, first);
      if (first === name) return [];
      return [
        {
          owner: `environment ${name}`,
          path,
          found: `"${value}", which ${first} has on the same cluster`,
          expected: `a ${kind} of its own, ${whys[kind]}`,
          repair: `Name another one, such as "${kind === 'domain' ? `${name}.${value}` : `${value}-${name}`}".`,
        },
      ];
    }),
  );
}

function claimsOf(environment: Environment): readonly Claim[] {
  if (typeof environment?.name !== 'string') return [];
  const watching = observabilityOf(environment);
  const path = 'observability.namespace';
  return [
    { kind: 'namespace', path: 'namespace', value: environment.namespace },
    { kind: 'namespace', path, value: watching?.namespace },
    { kind: 'namespace', path, value: watching?.nodesNamespace },
    { kind: 'domain', path: 'domain', value: environment.domain },
  ];
}
