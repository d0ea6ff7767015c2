import type { HostFacts, NodeFacts } from './host-facts.ts';

/**
 * What `scripts/facts.sh` printed.
 * @param nowSeconds our own clock while it ran, in seconds since 1970
 */
export function parseFacts(text: string, nowSeconds: number): HostFacts {
  const lines = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : [];
  });
  const all = (key: string) => lines.filter(([name]) => name === key).map(([, value]) => value);
  const one = (key: string) => all(key)[0] ?? '';
  const given = (key: string) => one(key) || undefined;
  const unit = one('unit');
  return {
    os: one('os'),
    arch: one('arch'),
    clockAheadSeconds: Math.round(Number(one('clock')) - nowSeconds),
    machineId: one('machineId'),
    systemd: one('systemd') === 'yes',
    memoryMb: Number(one('memoryMb')),
    swap: one('swap') === 'yes',
    cgroups: words(one('cgroups')),
    diskFreeMb: Number(one('diskFreeMb')),
    firewalls: all('firewall'),
    curl: one('curl') === 'yes',
    ports: words(one('ports')).map(Number),
    k3s: {
      version: given('version'),
      unit: unit === 'k3s' || unit === 'k3s-agent' ? unit : undefined,
      active: one('active') === 'active',
      enabled: one('enabled') === 'enabled',
      newer: given('newer'),
      data: one('data') === 'yes',
      member: one('member') === 'yes',
      owner: given('owner'),
      authorities: all('authority'),
    },
    settings: Object.fromEntries(all('setting').map((line) => splitAt(line, line.indexOf(' ')))),
    files: Object.fromEntries(all('file').map((line) => splitAt(line, line.lastIndexOf(' ')).reverse())),
    nodes: all('node').map(nodeOf),
  };
}

function splitAt(text: string, index: number): [string, string] {
  return [text.slice(0, index), text.slice(index + 1)];
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function nodeOf(line: string): NodeFacts {
  const [name = '', version = '', etcd, ready, address = '', unschedulable, mark] = line.split('|');
  const cordoned = mark ? 'by us' : unschedulable === 'true' ? 'by a person' : 'no';
  return { name, version, etcd: etcd === 'true', ready: ready === 'True', address, cordoned };
}
