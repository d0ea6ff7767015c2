import { describe, expect, test } from '@jest/globals';
import { type Bill, billOf, compareBills, total } from '../../lib/cost/index.ts';
import { machineHour, pricesOf } from '../../lib/cost/prices.ts';
import { hoursOfMonth } from '../../lib/cost/usage.ts';
import { databaseClasses, machines } from '../../lib/model/aws/catalog/machines.ts';
import { regions } from '../../lib/model/aws/catalog/regions.ts';
import type { EksProps } from '../../lib/model/environment/clusters/eks-props.ts';
import { developmentPlatform, k3s, type Stack } from '../../lib/model/index.ts';
import { planOn, presets, shop } from '../pulumi/eks/presets.ts';

const billOn = (props: EksProps, stacks: readonly Stack[] = shop, hours?: number): Bill =>
  billOf(planOn(props, stacks), hours)!;
const partOf = ({ lines }: Bill, part: string) => total(lines.filter((line) => line.part === part));

describe('a bill', () => {
  test('is the sum of its lines, each an amount at a price', () => {
    const bill = billOn({});
    for (const { amount, price, month } of bill.lines) expect(month).toBeCloseTo(amount * price);
    expect(bill.month).toBeCloseTo(total(bill.lines));
    expect(partOf(bill, 'control plane')).toBeCloseTo(73);
  });

  test('is divided among stacks and domains without losing a cent', () => {
    const { month, stacks, domains } = billOn({});
    const sum = (values: Readonly<Record<string, number>>) => Object.values(values).reduce((all, one) => all + one, 0);
    expect(sum(stacks)).toBeCloseTo(month);
    expect(sum(domains)).toBeCloseTo(month);
  });

  test('a stack pays for its own database, and its share of what all share', () => {
    const { stacks, lines } = billOn({});
    const own = total(lines.filter(({ stack }) => stack === 'shop/orders'));
    expect(own).toBeGreaterThan(50);
    expect(stacks['shop/orders']! - own).toBeCloseTo(stacks['shop/mail']!);
  });

  test('is none for what runs on machines of your own', () => {
    expect(billOf(planOn({}, shop, { cluster: k3s() }))).toBeUndefined();
  });

  test.each(Object.keys(presets) as (keyof typeof presets)[])(
    'has a price for everything that a %s cluster takes',
    (name) => {
      for (const { what, month } of billOn(presets[name]).lines)
        expect({ what, dear: month > 0 }).toEqual({ what, dear: true });
    },
  );
});

describe('each choice has its price', () => {
  const { month } = billOn({});
  const more = (props: EksProps) => billOn(props).month - month;

  test.each<readonly [string, EksProps, number]>([
    ['one NAT gateway instead of three saves two, with their addresses', { nat: 'one' }, -2 * 730 * (0.05 + 0.005)],
    ['a standby doubles a database and its storage', { databases: { multiAz: [] } }, -(730 * 0.073 + 40 * 0.133)],
    ['a firewall is its list and three rules', { waf: true }, 8],
    ['endpoints are paid for by the zone', { endpoints: ['ecr'] }, 2 * 3 * 730 * 0.011],
    ['a zone that is there already is not paid for twice', { dns: { zone: 'example', existing: true } }, -0.5],
  ])('%s', (_, props, expected) => {
    expect(more(props)).toBeCloseTo(expected);
  });
});

describe('machines follow what stacks ask for', () => {
  const hungry = (cpu: string, max: number): readonly Stack[] => [
    {
      domain: 'shop',
      name: 'search',
      workloads: {
        search: {
          ports: { http: 8080 },
          resources: { requests: { cpu, memory: '256Mi' }, limits: { cpu, memory: '256Mi' } },
          autoscaling: { min: 2, max, cpuPercent: 70 },
        },
      },
    },
  ];
  const nodes = (bill: Bill) =>
    bill.lines.filter(({ unit }) => unit === 'machine hours').map(({ what, amount }) => `${amount / 730} × ${what}`);

  test('two on-demand are enough for little', () => {
    expect(nodes(billOn({}, hungry('100m', 4)))).toEqual(['2 × base: on-demand m6i.large']);
  });

  test('what does not fit on the base runs on spot machines', () => {
    const bill = billOn({}, hungry('1', 4).concat(hungry('1500m', 4).map((one) => ({ ...one, name: 'more' }))));
    expect(nodes(bill)).toEqual(['2 × base: on-demand m6i.large', '2 × general: spot m6i.large']);
    expect(bill.savings.spot).toBeCloseTo(2 * 730 * 0.6 * ((0.111 + 0.0999 + 0.111 + 0.1 + 0.11655) / 5));
  });

  test('an autoscaler saves the machines that its largest would take', () => {
    expect(billOn({}, hungry('1', 8)).savings.autoscaler).toBeGreaterThan(0);
    expect(billOn({}, hungry('100m', 3)).savings.autoscaler).toBe(0);
  });
});

test('every machine, database and region that may be asked for has a price', () => {
  for (const region of Object.keys(regions)) {
    const prices = pricesOf(region);
    for (const type of Object.keys(machines))
      expect({ type, known: machineHour(prices, type) > 0 }).toEqual({ type, known: true });
    expect(Object.keys(prices.databases).sort()).toEqual(Object.keys(databaseClasses).sort());
  }
});

test.each([
  ['eu-west-2', 't3.medium', 0.0472],
  ['eu-west-2', 'm5.large', 0.111],
  ['eu-west-1', 't3.large', 0.0912],
  ['eu-central-1', 'c5.large', 0.097],
  ['us-east-1', 't3a.medium', 0.0376],
  ['us-east-1', 'm6a.2xlarge', 0.3456],
])("in %s, an hour of %s costs what AWS's price list says: %d USD", (region, type, hour) => {
  expect(machineHour(pricesOf(region), type)).toBeCloseTo(hour, 5);
});

describe("the seed's development platform, said to cost 125 USD a month", () => {
  const around = billOn(developmentPlatform, shop.slice(0, 1));

  test('can not cost that around the clock: what must always be there costs more, before the first machine', () => {
    const always = [
      'EKS, standard support',
      'NAT gateways',
      'public addresses of NAT',
      'load balancer',
      'its public addresses',
    ];
    const floor = total(around.lines.filter(({ what }) => always.includes(what)));
    expect(floor).toBeCloseTo(139.77, 1);
    expect(around.month).toBeGreaterThan(floor);
  });

  test('costs it if it is destroyed over nights and weekends, as that one is', () => {
    expect(billOn(developmentPlatform, shop.slice(0, 1), 12 * 22).month).toBeLessThan(125);
    expect(around.hours).toBe(hoursOfMonth);
  });

  test('saves three fifths of its machines by spot', () => {
    const machinesOf = around.lines.filter(({ unit }) => unit === 'machine hours');
    expect(around.savings.spot / (around.savings.spot + total(machinesOf))).toBeCloseTo(0.6);
  });
});

test('a change says which lines it moves, the dearest first', () => {
  const change = compareBills('prod', billOn({}), billOn({ nat: 'one', waf: true }));
  expect(change.lines.map(({ what, before, after }) => `${what}: ${before.toFixed(2)} → ${after.toFixed(2)}`)).toEqual([
    'NAT gateways: 109.50 → 36.50',
    'firewall with three rules: 0.00 → 8.00',
    'public addresses of NAT: 10.95 → 3.65',
  ]);
  expect(change.difference).toBeCloseTo(-72.3);
  expect(compareBills('new', undefined, billOn({})).difference).toBeCloseTo(billOn({}).month);
});
