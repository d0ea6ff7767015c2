import table from './prices.json' with { type: 'json' };

/** Prices of one region in US dollars: an hour of a thing, a month of a gibibyte, a month of a thing. */
export interface Prices {
  /**
   * What agreed with AWS's price list of the day, by the usage types that projects quote from it and by real bills. The rest is put in by
   * hand and unconfirmed.
   */
  readonly checked: string;
  readonly controlPlaneHour: number;
  readonly natHour: number;
  readonly natGb: number;
  readonly balancerHour: number;
  /** A capacity unit of a load balancer for an hour. */
  readonly balancerUnitHour: number;
  readonly publicAddressHour: number;
  readonly volumeGb: number;
  /** An interface endpoint in one zone for an hour. */
  readonly endpointHour: number;
  /** A gigabyte of logs taken in. */
  readonly logGb: number;
  readonly bucketGb: number;
  readonly databaseStorageGb: number;
  readonly zone: number;
  readonly key: number;
  readonly secret: number;
  readonly firewall: number;
  readonly firewallRule: number;
  /** A million samples of metrics taken in. */
  readonly metricsMillion: number;
  /** An hour of the size `large` of a family of machines; every other size costs in proportion. */
  readonly machines: Readonly<Record<string, number>>;
  /** An hour of a database by its instance class, in one zone. */
  readonly databases: Readonly<Record<string, number>>;
}

/** What the prices are, and of which day. */
export const priceList = { asOf: table.asOf, source: table.source } as const;

/** What spot machines cost on average, as a share of the on-demand price; it changes by the hour. */
export const spotShare: number = table.spotShare;

/** Prices of a region. */
export function pricesOf(region: string): Prices {
  const prices = (table.regions as Readonly<Record<string, Prices>>)[region];
  if (!prices) throw new TypeError(`no prices of ${region}`);
  return prices;
}

const sizes: Readonly<Record<string, number>> = { medium: 0.5, large: 1, xlarge: 2, '2xlarge': 4 };

/** On-demand price of an hour of an instance type. */
export function machineHour({ machines }: Prices, type: string): number {
  const [family = '', size = ''] = type.split('.');
  return (machines[family] ?? Number.NaN) * (sizes[size] ?? Number.NaN);
}
