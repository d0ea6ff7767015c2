import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../lib/model/nearest.ts';

describe('the nearest known name', () => {
  test.each([
    ['imagee', ['image', 'imagePullPolicy'], 'image'],
    ['iamge', ['name', 'image'], 'image'],
    ['replica', ['replicas', 'selector'], 'replicas'],
    ['serviceaccountname', ['serviceAccount', 'serviceAccountName'], 'serviceAccountName'],
    ['Deploymnet', ['DaemonSet', 'Deployment'], 'Deployment'],
    ['cpu', ['cpus', 'memory'], 'cpus'],
  ])('someone who wrote %s among %j meant %s', (name, known, meant) => {
    expect(nearest(name, known)).toBe(meant);
  });

  test.each([
    ['xyz', ['image', 'name']],
    ['sidecars', ['containers', 'volumes']],
    ['image', []],
  ])('%s is near nothing in %j', (name, known) => {
    expect(nearest(name, known)).toBeUndefined();
  });

  test('of two equally near names the first wins', () => {
    expect(nearest('port', ['ports', 'sport'])).toBe('ports');
    expect(nearest('port', ['sport', 'ports'])).toBe('sport');
  });

  test('a name that differs in letter case alone beats every other', () => {
    expect(nearest('ConfigMapref', ['configMapRe', 'configMapRef'])).toBe('configMapRef');
  });
});
