import type { Environment } from '../environment/environment-props.ts';
import type { Report } from './context.ts';
import { gatewayCertificate } from './exposure.ts';
import type { Application, Database } from './plan.ts';

/** One use of an object's name: whose it is in words, and who owns the fault if somebody else has it too. */
interface Claim {
  /** Names are told apart inside one of these: objects of different kinds may share a name. */
  readonly kind: 'part' | 'route' | 'Secret';
  readonly name: string;
  /** `the database shop/cart/postgres`. */
  readonly user: string;
  readonly owner: string;
}

/** Reports every object name that two parts of the environment claim: the later one would overwrite the earlier. */
export function reportNameClashes(
  environment: Environment,
  applications: readonly Application[],
  report: Report,
): void {
  const users = new Map<string, string>();
  for (const { kind, name, user, owner } of [
    ...platformClaims(environment),
    ...applications.flatMap((application) => applicationClaims(environment, application)),
  ]) {
    const key = `${kind} ${name}`;
    const first = users.get(key);
    users.set(key, first ?? user);
    if (first === undefined || first === user) continue;
    report({
      owner,
      path: '',
      found: `the object name "${name}" of ${user}, which ${first} has too`,
      expected: 'a name of its own',
      repair: 'Rename one of the two.',
    });
  }
}

function platformClaims({ name: environment, registry }: Environment): readonly Claim[] {
  const claim = (kind: Claim['kind'], name: string): Claim => {
    return { kind, name, user: 'the platform', owner: `environment ${environment}` };
  };
  return [
    claim('part', 'default-deny'),
    claim('route', 'https-redirect'),
    claim('Secret', gatewayCertificate),
    ...(registry.pullSecret === undefined ? [] : [claim('Secret', registry.pullSecret)]),
  ];
}

function applicationClaims({ name: environment }: Environment, application: Application): readonly Claim[] {
  const claim = (kind: Claim['kind'], name: string, what: string, id: string): Claim => {
    const [domain, stack, part] = id.split('/');
    return { kind, name, user: `the ${what} ${id}`, owner: `${environment} ${domain}/${stack} ${part}` };
  };
  return [
    ...application.workloads.flatMap(({ id, name, exposures }) => [
      claim('part', name, 'workload', id),
      ...exposures.map((exposure) => claim('route', exposure.name, `route to ${exposure.host} of`, id)),
      ...exposures.flatMap((exposure) =>
        exposure.kind === 'ingress' && exposure.tlsSecret !== undefined
          ? claim('Secret', exposure.tlsSecret, `certificate of ${exposure.host} for`, id)
          : [],
      ),
    ]),
    ...application.databases.flatMap((database) => [
      claim('part', database.name, 'database', database.id),
      ...jobsOf(database).map(({ id, name }) => claim('part', name, 'job', id)),
    ]),
    ...application.secrets.map(({ name }) => ({
      kind: 'Secret' as const,
      name,
      user: `a secret of ${application.id}`,
      owner: `${environment} ${application.id}`,
    })),
  ];
}

function jobsOf(database: Database): readonly { readonly id: string; readonly name: string }[] {
  const backup = database.kind === 'cluster' ? database.backup : undefined;
  return [database.migration, backup].filter((job) => job !== undefined);
}
