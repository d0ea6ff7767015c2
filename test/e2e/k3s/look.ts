import type { LabHost } from './hosts/lab.ts';

/**
 * Every file of a host with its checksum, but for what any running system changes by itself: what systemd and apt keep, times of logins,
 * and the test's own.
 */
export async function fileList(host: LabHost): Promise<readonly string[]> {
  const skipped = [
    '/var/log',
    '/var/lib/systemd',
    '/var/tmp',
    '/tmp',
    '/run',
    '/proc',
    '/sys',
    '/dev',
    '/opt/stand-in',
    '/var/cache',
    '/root',
    '/etc/.updated',
    '/var/.updated',
  ];
  const prune = skipped.map((path) => `-path ${path}`).join(' -o ');
  const script = `find / \\( ${prune} \\) -prune -o \\( -type f -newer /etc/machine-id -exec sha256sum {} + \\) -o \\( -newer /etc/machine-id ! -type d -print \\)
find / \\( ${prune} \\) -prune -o -type d -print | sha256sum
sysctl -n kernel.panic; systemctl list-unit-files --no-legend | sha256sum`;
  const { stdout } = await host.root(script, 120);
  return stdout.trim().split('\n').sort();
}

/** Where a secret shows on a host beyond the files that must hold it: process lists, logs, histories. */
export async function traces(host: LabHost, secret: string): Promise<string> {
  const script = `SECRET='${secret}'
for file in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <"$file" 2>/dev/null | grep -q -e "$SECRET" && echo "$file"; done
journalctl --no-pager 2>/dev/null | grep -c -e "$SECRET" | grep -v '^0$'
grep -rl -e "$SECRET" /var/log /tmp /root /home /var/lib/rancher/k3s/server/logs 2>/dev/null
grep -rl -e "$SECRET" /etc /usr/local /var/lib/rancher 2>/dev/null | grep -vE '^/etc/rancher/k3s/token$|^/var/lib/rancher/k3s/server/(token|db/etcd/)'
exit 0`;
  return (await host.root(script, 120)).stdout;
}
