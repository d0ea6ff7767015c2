import type { Database, Pods, SecretNeed, Workload } from './plan.ts';

/** Secrets that pods of an application read, by name, with the keys that are read, both sorted. */
export function secretNeeds(workloads: readonly Workload[], databases: readonly Database[]): readonly SecretNeed[] {
  const keys = new Map<string, Set<string>>();
  for (const pods of [...workloads, ...databases.flatMap(podsOf)]) {
    for (const variable of pods.env) {
      if (!('secret' in variable)) continue;
      const known = keys.get(variable.secret);
      if (known) known.add(variable.key);
      else keys.set(variable.secret, new Set([variable.key]));
    }
  }
  return [...keys].map(([name, set]) => ({ name, keys: [...set].sort() })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function podsOf(database: Database): readonly Pods[] {
  const jobs = database.migration ? [database.migration] : [];
  if (database.kind === 'managed') return jobs;
  return [database, ...jobs, ...(database.backup ? [database.backup] : [])];
}
