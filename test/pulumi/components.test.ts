import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { runtime } from '@pulumi/pulumi';
import { DeliveryComponent } from '../../lib/pulumi/components.ts';

beforeEach(() =>
  runtime.setMocks({ call: ({ inputs }) => inputs, newResource: ({ name, inputs }) => ({ id: name, state: inputs }) }),
);
afterEach(() => void jest.restoreAllMocks());

test('what a component came to is registered once, however long the program waited before it said so', async () => {
  const registered: unknown[] = [];
  const prototype = DeliveryComponent.prototype as unknown as { registerOutputs: (outputs?: unknown) => void };
  jest.spyOn(prototype, 'registerOutputs').mockImplementation((outputs) => void registered.push(outputs));
  const component = new DeliveryComponent('shop', {});
  await new Promise((resolve) => setTimeout(resolve, 20));
  component.close({ holder: 'pulumi' });
  expect(registered).toEqual([{ holder: 'pulumi' }]);
});
