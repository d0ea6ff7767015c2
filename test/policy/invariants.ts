import type { Connections, WorkloadPeer } from '../../lib/checks/traffic/index.ts';
import type { Declared } from './declared.ts';
import { calleesOf, callersOf, entrance, internet, nameOf, stackOf, tierOf } from './names.ts';

/** What is not as it should be, each in a sentence; empty if the invariant holds. */
export type Invariant = (connections: Connections, declared: Declared) => readonly string[];

/** Nothing but its api, and the scraper, reaches the service of a stack that has both. */
export const onlyItsApiReachesAService: Invariant = (connections) =>
  connections.workloads
    .filter((workload) => tierOf(workload) === 'service' && inTier(connections, workload, 'api').length > 0)
    .flatMap((service) => strangers(connections, service, [...inTier(connections, service, 'api'), 'prometheus']));

/** Only the service, its migration and its backup reach a database; in a stack without a service its only program. */
export const onlyItsOwnReachADatabase: Invariant = (connections) =>
  connections.workloads
    .filter((workload) => workload.workload.kind === 'StatefulSet' && tierOf(workload) === 'database')
    .flatMap((database) => {
      const services = inTier(connections, database, 'service');
      const programs = ['app', 'api', 'worker'].flatMap((tier) => inTier(connections, database, tier));
      const jobs = ['migrate', 'backup'].map((job) => `${nameOf(database)}-${job}`);
      return strangers(connections, database, [...(services.length > 0 ? services : programs), ...jobs]);
    });

/** From outside, nothing but the way in reaches what routes expose, and nothing at all reaches the rest. */
export const onlyTheWayInComesFromOutside: Invariant = (connections) =>
  connections.workloads.flatMap((workload) => {
    const expected = connections.exposedBy(workload).length > 0 ? [entrance] : [];
    const pods = new Set(connections.workloads.map(nameOf));
    const found = callersOf(ingressHalf(connections), workload).filter(
      (name) => !pods.has(name) && name !== 'prometheus',
    );
    return difference(found, expected, (caller) => `${caller} reaches ${nameOf(workload)}`).concat(
      difference(expected, found, (caller) => `${caller} does not reach ${nameOf(workload)}`),
    );
  });

/** Nothing reaches the internet but what says so in its stack file. */
export const onlyTheDeclaredReachTheInternet: Invariant = (connections, declared) =>
  connections.workloads
    .filter((workload) => calleesOf(egressHalf(connections), workload).includes(internet))
    .filter((workload) => !declared.get(nameOf(workload))?.includes(internet))
    .map((workload) => `${nameOf(workload)} reaches the internet`);

/** Whoever takes over a pod reaches what its stack file names, and nothing else; and that it does reach. */
export const aCompromisedPodReachesNothingElse: Invariant = (connections, declared) =>
  connections.workloads.flatMap((workload) => {
    const self = nameOf(workload);
    const expected = declared.get(self) ?? [];
    // the egress half alone: a target that would refuse is no excuse
    const possible = calleesOf(egressHalf(connections), workload);
    return difference(possible, expected, (callee) => `${self} reaches ${callee}`).concat(
      difference(expected, calleesOf(connections, workload), (callee) => `${self} does not reach ${callee}`),
    );
  });

function inTier(connections: Connections, other: WorkloadPeer, tier: string): readonly string[] {
  const names = connections.workloads.filter((one) => tierOf(one) === tier).map(nameOf);
  return names.filter((name) => name.startsWith(`${stackOf(other)}/`));
}

/** Callers that one half of the policies lets through and that are not expected: the other half is no excuse. */
function strangers(connections: Connections, target: WorkloadPeer, expected: readonly string[]): readonly string[] {
  const asTargetSees = callersOf(ingressHalf(connections), target);
  const asCallersSee = connections.workloads
    .filter((caller) => caller !== target && calleesOf(egressHalf(connections), caller).includes(nameOf(target)))
    .map(nameOf);
  const say = (caller: string) => `${caller} reaches ${nameOf(target)}`;
  return difference([...new Set([...asTargetSees, ...asCallersSee])].sort(), expected, say);
}

const ingressHalf = (connections: Connections) => connections.as({ direction: 'ingress' });
const egressHalf = (connections: Connections) => connections.as({ direction: 'egress' });

function difference(
  all: readonly string[],
  known: readonly string[],
  say: (name: string) => string,
): readonly string[] {
  return all.filter((name) => !known.includes(name)).map(say);
}
