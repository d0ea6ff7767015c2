import type { Pods, Probe } from '../../model/plan/plan.ts';
import { contentHash } from '../../model/values/hash.ts';
import { k8s } from '../k8s.ts';

/** What a container may do: nothing beyond computing and writing to its scratch directories (Pod Security restricted, and more). */
const confined: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** The part of a container that every kind of pods shares; `extra` adds to it. */
export function container(name: string, pods: Pods, extra: Partial<k8s.Container> = {}): k8s.Container {
  const { volumeMounts = [], ...rest } = extra;
  return {
    name,
    image: pods.image,
    env: environmentVariables(pods),
    resources: resourceRequirements(pods),
    securityContext: confined,
    volumeMounts: [...pods.scratch.map((mountPath) => ({ name: scratchName(mountPath), mountPath })), ...volumeMounts],
    ...rest,
  };
}

/** Volume name of a scratch directory: `/var/run/app` → `scratch-var-run-app`; a hash tells those apart that would meet. */
export function scratchName(path: string): string {
  const plain = /^(\/[a-z0-9]+)+$/.test(path) && path.length <= 50;
  const slug = path.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return plain ? `scratch${slug}` : `scratch${slug.slice(0, 40).replace(/-$/, '')}-${contentHash(path)}`;
}

/** A probe as Kubernetes has it. */
export function probe({ ask, ...timing }: Probe): k8s.Probe {
  switch (ask.kind) {
    case 'http':
      return { httpGet: { path: ask.path, port: k8s.IntOrString.fromNumber(ask.port) }, ...timing };
    case 'tcp':
      return { tcpSocket: { port: k8s.IntOrString.fromNumber(ask.port) }, ...timing };
    case 'exec':
      return { exec: { command: [...ask.command] }, ...timing };
    default: {
      const never: never = ask;
      return never;
    }
  }
}

function environmentVariables({ env }: Pods): k8s.EnvVar[] {
  return env.map((variable) =>
    'value' in variable
      ? { name: variable.name, value: variable.value }
      : { name: variable.name, valueFrom: { secretKeyRef: { name: variable.secret, key: variable.key } } },
  );
}

function resourceRequirements({ resources: { requests, limits } }: Pods): k8s.ResourceRequirements {
  const quantities = ({ cpu, memory }: typeof requests) => ({
    cpu: k8s.Quantity.fromString(cpu),
    memory: k8s.Quantity.fromString(memory),
  });
  return { requests: quantities(requests), limits: quantities(limits) };
}
