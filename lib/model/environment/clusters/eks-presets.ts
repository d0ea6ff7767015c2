import type { AwsProps } from './eks-props.ts';

/**
 * A development platform as cheap as private machines can be: London, two zones, one NAT gateway, spot machines alone, the smallest
 * databases, nothing worth keeping. `cluster: eks(developmentPlatform)`.
 */
export const developmentPlatform: AwsProps = {
  region: 'eu-west-2',
  zones: ['eu-west-2a', 'eu-west-2b'],
  nat: 'one',
  nodes: {
    base: false,
    spot: { workers: { types: ['t3.medium', 't3a.medium', 'c5.large'], min: 2, max: 4, diskGi: 20 } },
  },
  databases: { classes: { medium: 'db.t4g.micro', large: 'db.t4g.micro' }, multiAz: [], backupDays: 1 },
  logDays: 7,
  disposable: true,
};
