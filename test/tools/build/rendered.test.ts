import { expect, test } from '@jest/globals';
import { findPart } from '../../../tools/build/build-part.ts';
import { partVersion } from '../../../tools/build/cache.ts';
import { images } from '../../fixtures/base.ts';

/** Tags of images are their modules' versions; Prometheus' module counts from 0 where its releases count from 3. */
const tagOf = (part: string) => partVersion(findPart(part)).replace(/^v0\.3(?=\d\d\.)/, 'v3.');

test.each([
  ['prometheus', 'prometheus'],
  ['alertmanager', 'amtool'],
  ['collector', 'collector'],
  ['kube-state-metrics', 'kube-state-metrics'],
  ['loki', 'loki'],
  ['node-exporter', 'node-exporter'],
])('%s runs in the suites in the very version that is rendered', (image, part) => {
  const tag = /:v?([\d.]+)@/.exec(images.observability[image] ?? '')?.[1];
  expect(`v${tag}`).toBe(tagOf(part));
});

test.each(Object.entries(images.observability))('%s is named by its digest', (_, image) => {
  expect(image).toMatch(/^[\w.-]+\/\S+:v?[\d.]+@sha256:[a-f0-9]{64}$/);
});
