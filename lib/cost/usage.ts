/** What nobody can know beforehand, as a small platform uses it. Every estimate says so. */
export const usage = {
  /** Gigabytes a month through NAT. */
  natGb: 50,
  /** Capacity units of the load balancer, on average: each is 25 new connections a second. */
  balancerUnits: 1,
  /** Gigabytes a month of audit and flow logs. */
  logGb: 10,
  /** Gigabytes in buckets. */
  bucketGb: 50,
  /** Millions of samples of metrics a month: 1,200 series every 30 seconds. */
  metricsMillions: 100,
} as const;

/** Hours of a month, as AWS counts them. */
export const hoursOfMonth = 730;
