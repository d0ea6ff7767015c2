import { cidrProblem } from './cidr.ts';
import { isIP } from './ip.ts';
import { domainProblem } from './name.ts';

/** What is expected of an IPv4 address, or `undefined` if `text` is one. */
export function ipv4Problem(text: string): string | undefined {
  return isIP(text) === 4 ? undefined : 'an IPv4 address such as "192.168.10.11"';
}

/** What is expected of an address or DNS name that clients connect to, or `undefined` if `text` is one. */
export function endpointProblem(text: string): string | undefined {
  return isIP(text) !== 0 || domainProblem(text) === undefined ? undefined : 'an IP address or a DNS name';
}

/** What is expected of a public host key, or `undefined` if `text` is one. */
export function hostKeyProblem(text: string): string | undefined {
  const [type = '', key = '', rest] = text.split(' ');
  const fits =
    /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521))$/.test(type) && /^[A-Za-z0-9+/]{43,}={0,2}$/.test(key);
  return fits && rest === undefined
    ? undefined
    : 'type and key as "ssh-keyscan <address>" prints them, without the address';
}

/** What is expected of a k3s release, or `undefined` if `text` is one. */
export function k3sVersionProblem(text: string): string | undefined {
  return /^v1\.\d+\.\d+\+k3s\d+$/.test(text) ? undefined : 'a release of k3s such as "v1.36.3+k3s1"';
}

/** What is expected of a SHA-256 checksum, or `undefined` if `text` is one. */
export function checksumProblem(text: string): string | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? undefined : '64 hexadecimal digits, in lower case';
}

/** What is expected of addresses that a load balancer may answer for, or `undefined` if `text` names some. */
export function addressOrRangeProblem(text: string): string | undefined {
  const [first = '', last, rest] = text.split('-');
  const isRange = last !== undefined && rest === undefined && isIP(first) === 4 && isIP(last) === 4;
  return isRange || cidrProblem(text) === undefined ? undefined : 'a range "first-last" or a CIDR';
}
