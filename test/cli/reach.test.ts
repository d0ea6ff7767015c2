import { afterAll, describe, expect, test } from '@jest/globals';
import { Project } from './project.ts';

const subnet = (name: string, cidrBlock: string) => ({
  urn: `u::${name}`,
  type: 'aws:ec2/subnet:Subnet',
  id: name,
  inputs: { cidrBlock },
});
const stack = {
  deployment: {
    resources: [
      subnet('db', '10.0.192.0/20'),
      { urn: 'u::group', type: 'aws:rds/subnetGroup:SubnetGroup', id: 'group', inputs: { subnetIds: ['db'] } },
      {
        urn: 'u::cart',
        type: 'aws:rds/instance:Instance',
        id: 'db-1',
        inputs: { identifier: 'prod-shop-cart', port: 5432, dbSubnetGroupName: 'group', vpcSecurityGroupIds: [] },
      },
    ],
  },
};

describe('unifyops traffic reach', () => {
  const project = new Project();
  afterAll(() => project.remove());

  test('answers what can reach a database, and says with its exit code whether the internet can', async () => {
    project.write('stack.json', JSON.stringify(stack));
    await project.unifyops('synth', '--out', 'dist');
    const ask = (...rest: readonly string[]) => project.unifyops('traffic', 'reach', 'dist', '--cloud', ...rest);
    const answer = await ask('stack.json', '--to', 'shop-cart');
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    expect(answer.stdout).toContain('What can reach the database prod-shop-cart, TCP 5432?');
    expect(answer.stdout).toContain('From the internet: nobody.');
    expect((await ask('stack.json', '--to', 'nothing')).code).toBe(2);
    expect((await ask('none.json', '--to', 'shop-cart')).stderr).toContain('what pulumi stack export writes');
  });
});
