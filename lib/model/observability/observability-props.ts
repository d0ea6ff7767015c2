import type { SloProps } from './slo-props.ts';

/** How an environment is watched. Two environments on one cluster each have their own namespace for it. */
export interface ObservabilityProps {
  /**
   * Namespace of Prometheus, Grafana and the rest; node-exporter's is `<namespace>-nodes`.
   * @default 'observability'
   */
  readonly namespace?: string;
  /**
   * `standalone` renders Prometheus and Alertmanager; `operator` renders monitors and rules for the Prometheus Operator that the
   * cluster runs already, whose pods are the cluster's capability `scraper`.
   * @default 'standalone'
   */
  readonly flavour?: 'standalone' | 'operator';
  /** Where alerts go. */
  readonly slack: SlackProps;
  /** Address at which people read the folder `docs/runbooks` of this repository; every alert links to its page below it. */
  readonly runbooks: string;
  /**
   * Targets of every HTTP workload that says nothing else.
   * @default - 99.5 % available, 99.5 % without error, 99 % within 0.5 s
   */
  readonly slo?: SloProps;
  /**
   * When the alerts beside the SLOs fire.
   * @default - 10 % errors, 80 % of the CPU limit
   */
  readonly thresholds?: ThresholdProps;
  /**
   * How much Prometheus keeps.
   * @default - 35 days or 18 GiB on a volume of 20 GiB
   */
  readonly retention?: RetentionProps;
  /** Address ranges of the nodes: Prometheus scrapes their kubelets on port 10250. */
  readonly nodeCidrs: readonly string[];
  /**
   * Send a copy of all metrics to Amazon Managed Service for Prometheus.
   * @default - none: the volume is all there is
   */
  readonly remoteWrite?: AmazonProps & {
    /** Address that the workspace is written to, `https://aps-workspaces.…/api/v1/remote_write`. */
    readonly url: string;
  };
  /**
   * Bucket for logs and traces.
   * @default - volumes
   */
  readonly objectStorage?: AmazonProps & {
    /** Name of the bucket. */
    readonly bucket: string;
  };
}

/** Slack by reference: the webhook's address is a secret, and only its name is in Git. */
export interface SlackProps {
  /**
   * Channel that is told.
   * @default '#devops-alerts'
   */
  readonly channel?: string;
  /** Name of the Secret with the webhook's address under the key `url`. */
  readonly secret: string;
}

/** Shares above which somebody is told, in percent. */
export interface ThresholdProps {
  /**
   * Share of failing requests.
   * @default 10
   */
  readonly errorPercent?: number;
  /**
   * Share of a pod's CPU limit.
   * @default 80
   */
  readonly cpuPercent?: number;
}

/** What Prometheus keeps: whichever bound is met first. */
export interface RetentionProps {
  /** Days; the error budget of an SLO looks back 30. */
  readonly days: number;
  /** Size of the volume in GiB; a tenth is left free. */
  readonly sizeGi: number;
}

/** A service of AWS that pods call with an IAM role. */
export interface AmazonProps {
  /** AWS region. */
  readonly region: string;
  /** ARN of the role that the pods' ServiceAccount takes. */
  readonly roleArn: string;
  /** Addresses of the service's VPC endpoint and that of STS. */
  readonly cidrs: readonly string[];
}
