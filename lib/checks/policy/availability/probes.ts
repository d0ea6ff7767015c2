import { at, list, show } from '../../json.ts';
import { containerRule } from '../../rule.ts';

const probeDocs = 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/';

/** A rule that each container that runs on and serves a port has a probe of this type. */
function hasProbe(type: 'readiness' | 'liveness', why: string) {
  return containerRule(
    {
      id: `availability/${type}-probe`,
      title: `Every long-running container that serves a port has a ${type} probe.`,
      why,
      repair: `Add a ${type}Probe that asks the program itself.`,
      reference: probeDocs,
    },
    function* (container) {
      if (!container.longRunning || list(container.value.ports).length === 0) return;
      if (container.value[`${type}Probe`] !== undefined) return;
      yield { path: `${container.at}.${type}Probe`, found: 'nothing', expected: `a ${type} probe` };
    },
  );
}

export const readinessProbe = hasProbe(
  'readiness',
  'Without one a pod gets traffic before it listens, and a rollout replaces good pods by ones that never answer.',
);

export const livenessProbe = hasProbe('liveness', 'Without one a program that hangs is never started again.');

export const probePort = containerRule(
  {
    id: 'availability/probe-port',
    title: 'Every probe asks a port that its container declares.',
    why: 'A probe of a port where nothing listens restarts the container forever or keeps it out of its Service.',
    repair: 'Ask a declared port, or declare the one that is asked.',
    reference: probeDocs,
  },
  function* (container) {
    const ports = list(container.value.ports);
    const known = new Set([
      ...ports.map((port) => at(port, 'containerPort')),
      ...ports.map((port) => at(port, 'name')),
    ]);
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
      for (const action of ['httpGet', 'tcpSocket', 'grpc']) {
        const port = at(container.value, probe, action, 'port');
        if (port === undefined || known.has(port)) continue;
        const expected =
          ports.length === 0 ? 'a declared port' : `one of ${[...known].filter(Boolean).map(show).join(', ')}`;
        yield { path: `${container.at}.${probe}.${action}.port`, found: show(port), expected };
      }
    }
  },
);
