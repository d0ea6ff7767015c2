import type { Infrastructure } from '../model/aws/infrastructure.ts';
import type { AwsService } from '../model/environment/clusters/eks-props.ts';
import type { Plan } from '../model/plan/plan.ts';
import { volumesOf } from './demand.ts';
import { type Line, line } from './line.ts';
import type { Running } from './machines.ts';
import type { Prices } from './prices.ts';
import { hoursOfMonth, usage } from './usage.ts';

/** What lines are made from. */
export interface Billed {
  readonly infrastructure: Infrastructure;
  readonly plan: Plan;
  readonly prices: Prices;
  readonly running: readonly Running[];
  /** Hours of the month that it all runs: what is kept meanwhile is paid for all of it. */
  readonly hours: number;
}

/** Endpoints behind each choice; images take two. */
const endpoints: Readonly<Record<AwsService, number>> = { ecr: 2, logs: 1, metrics: 1, s3: 1, sts: 1 };

/** Every line of the bill of one environment, what all share first. */
export function linesOf(billed: Billed): readonly Line[] {
  return [controlPlane, nodes, network, edge, databases, storage, watching].flatMap((make) => make(billed));
}

function controlPlane({ prices, hours }: Billed): readonly Line[] {
  return [line('control plane', 'EKS, standard support', hours, 'hours', prices.controlPlaneHour)];
}

function nodes({ running, prices, hours }: Billed): readonly Line[] {
  return running
    .filter(({ count }) => count > 0)
    .flatMap(({ pool, count, hour }) => [
      line('nodes', `${pool.name}: ${pool.market} ${pool.types[0]}`, count * hours, 'machine hours', hour),
      line('nodes', `disks of ${pool.name}`, (count * pool.diskGi * hours) / hoursOfMonth, 'GiB', prices.volumeGb),
    ]);
}

function network({ infrastructure: { natZones, settings }, prices, hours }: Billed): readonly Line[] {
  const count = natZones.length;
  const services = settings.endpoints.reduce((all, choice) => all + endpoints[choice], 0);
  return [
    line('network', 'NAT gateways', count * hours, 'hours', prices.natHour),
    line('network', 'data through NAT', (usage.natGb * hours) / hoursOfMonth, 'GB', prices.natGb),
    line('network', 'public addresses of NAT', count * hours, 'hours', prices.publicAddressHour),
    ...(services === 0
      ? []
      : [
          line(
            'network',
            'endpoints of services',
            services * settings.zones.length * hours,
            'hours',
            prices.endpointHour,
          ),
        ]),
  ];
}

function edge({ infrastructure: { settings, podPorts, databases }, prices, hours }: Billed): readonly Line[] {
  const zones = settings.zones.length;
  const balancer = [
    line('edge', 'load balancer', hours, 'hours', prices.balancerHour),
    line('edge', 'its capacity units', usage.balancerUnits * hours, 'hours', prices.balancerUnitHour),
    line('edge', 'its public addresses', zones * hours, 'hours', prices.publicAddressHour),
  ];
  const made = (settings.dns.existing ? 0 : 1) + (databases.length > 0 ? 1 : 0);
  return [
    ...(podPorts.length > 0 ? balancer : []),
    ...(made > 0 ? [line('edge', 'DNS zones', made, 'zones', prices.zone)] : []),
    ...(settings.waf
      ? [line('edge', 'firewall with three rules', 1, 'firewall', prices.firewall + 3 * prices.firewallRule)]
      : []),
  ];
}

function databases({ infrastructure, prices, hours }: Billed): readonly Line[] {
  return infrastructure.databases.flatMap(({ id, stack, instanceClass, multiAz, sizeGi }) => {
    const times = multiAz ? 2 : 1;
    const what = `${id}, ${instanceClass}${multiAz ? ' with a standby' : ''}`;
    return [
      line('databases', what, times * hours, 'hours', prices.databases[instanceClass] ?? 0, stack),
      line('databases', `storage of ${id}`, times * sizeGi, 'GiB', prices.databaseStorageGb, stack),
      line('databases', `secret of ${id}`, 1, 'secret', prices.secret, stack),
    ];
  });
}

function storage({ plan, prices }: Billed): readonly Line[] {
  const kept = (plan.observability?.parts ?? []).reduce((all, { volume }) => all + (volume?.sizeGi ?? 0), 0);
  const volumes = plan.applications.flatMap((application) => {
    const gi = volumesOf(application);
    return gi === 0
      ? []
      : [line('storage', `volumes of ${application.id}`, gi, 'GiB', prices.volumeGb, application.id)];
  });
  return [
    line('storage', 'buckets', usage.bucketGb, 'GB', prices.bucketGb),
    line('storage', 'key', 1, 'key', prices.key),
    ...(kept > 0 ? [line('storage', 'volumes of what watches', kept, 'GiB', prices.volumeGb)] : []),
    ...volumes,
  ];
}

function watching({ prices, hours }: Billed): readonly Line[] {
  const share = hours / hoursOfMonth;
  return [
    line('watching', 'audit and flow logs', usage.logGb * share, 'GB', prices.logGb),
    line('watching', 'metrics', usage.metricsMillions * share, 'million samples', prices.metricsMillion),
  ];
}
