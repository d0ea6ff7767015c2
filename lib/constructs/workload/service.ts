import type { Construct } from 'constructs';
import type { Workload } from '../../model/plan/plan.ts';
import { k8s } from '../k8s.ts';
import { metadata } from '../metadata.ts';

/** The name that callers use, with the ports that somebody may call; none for a workload that nobody calls. */
export function serviceOf(
  scope: Construct,
  { name, labels, wave, selector, servicePorts }: Workload,
): k8s.KubeService | undefined {
  if (servicePorts.length === 0) return undefined;
  return new k8s.KubeService(scope, 'service', {
    metadata: metadata(name, labels, wave),
    spec: {
      selector: { ...selector },
      ports: servicePorts.map(({ name: portName, port, protocol }) => ({
        name: portName,
        port,
        protocol,
        targetPort: k8s.IntOrString.fromNumber(port),
      })),
    },
  });
}
