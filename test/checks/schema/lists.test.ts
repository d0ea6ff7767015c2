import { describe, expect, test } from '@jest/globals';
import { changed, container, containerPath, messages, onlyMessage, type Steps } from './change.ts';

describe('two entries of a list with the same key are a fault', () => {
  test.each<[string, Steps, unknown, string]>([
    [
      'Deployment',
      ['spec', 'template', 'spec', 'containers', 1],
      { name: 'api', image: 'x' },
      'spec.template.spec.containers[1]: found name "api" again, expected it once, and it stands in spec.template.spec.containers[0]. Rename or remove one of them.',
    ],
    [
      'Deployment',
      [...container, 'env', 2],
      { name: 'TOKEN', value: 'x' },
      `${containerPath}.env[2]: found name "TOKEN" again, expected it once, and it stands in ${containerPath}.env[1]. Rename or remove one of them.`,
    ],
    [
      'Service',
      ['spec', 'ports', 1],
      { name: 'other', port: 8002, protocol: 'TCP' },
      'spec.ports[1]: found port 8002, protocol "TCP" again, expected it once, and it stands in spec.ports[0]. Rename or remove one of them.',
    ],
    [
      'Service',
      ['spec', 'ports', 1],
      { name: 'http', port: 9000 },
      'spec.ports[1]: found name "http" again, expected it once, and it stands in spec.ports[0]. Rename or remove one of them.',
    ],
    [
      'StatefulSet',
      ['metadata', 'finalizers'],
      ['a.example.com/x', 'a.example.com/x'],
      'metadata.finalizers[1]: found "a.example.com/x" again, expected it once, and it stands in metadata.finalizers[0]. Rename or remove one of them.',
    ],
  ])('%s %j', (kind, steps, value, message) => {
    expect(onlyMessage(kind, steps, value)).toBe(message);
  });

  test('one port over TCP and UDP is two ports', () => {
    expect(messages(changed('Service', ['spec', 'ports', 1], { name: 'udp', port: 8002, protocol: 'UDP' }))).toEqual(
      [],
    );
  });
});
