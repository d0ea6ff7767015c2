import { describe, expect, test } from '@jest/globals';
import { collect } from './collect.ts';
import { planOn, presets } from './presets.ts';

describe.each(Object.entries(presets))('a %s cluster', (_, props) => {
  test('x', async () => {
    const { graph } = await collect(planOn(props));
    console.log(graph.resources.length, [...Map.groupBy(graph.resources, (r) => r.type)].map(([t, r]) => `${t} ${r.length}`).join('\n'));
    expect(graph.resources.length).toBeGreaterThan(100);
  });
});
