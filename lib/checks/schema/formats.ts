import { isIP, isIPv4, isIPv6 } from 'node:net';

/** A syntax that JSON Schema can't say, or whose pattern nobody can read. */
export interface Format {
  /** Called with strings and numbers only. */
  readonly accepts: (value: string | number) => boolean;
  /** What the message says is expected. */
  readonly expected: string;
}

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const dnsLabel = new RegExp(`^${label}$`);
const dnsSubdomain = new RegExp(`^${label}(?:\\.${label})*$`);
const rfc1035Label = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const namePart = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** A DNS-1123 label: one part of a DNS name. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && dnsLabel.test(text);
}

/** A DNS-1123 subdomain: a whole DNS name. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && dnsSubdomain.test(text);
}

/** A DNS-1035 label: a DNS-1123 label that starts with a letter. */
export function isRfc1035Label(text: string): boolean {
  return text.length <= 63 && rfc1035Label.test(text);
}

function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  return name.length <= 63 && namePart.test(name) && (slash < 0 || isDnsSubdomain(text.slice(0, slash)));
}

function isPortName(text: string): boolean {
  return text.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text);
}

function isCidr(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const bits = isIPv4(address) ? 32 : 128;
  return isIP(address) !== 0 && rest.length === 0 && /^(?:0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= bits;
}

function isResourceName(text: string): boolean {
  return /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(text) || (text.includes('/') && isQualifiedName(text));
}

function onText(test: (text: string) => boolean): (value: string | number) => boolean {
  return (value) => typeof value !== 'string' || test(value);
}

function matching(pattern: RegExp): (value: string | number) => boolean {
  return onText((text) => pattern.test(text));
}

function within(low: number, high: number): (value: string | number) => boolean {
  return (value) => typeof value !== 'number' || (value >= low && value <= high);
}

const quantity = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const cron = /^(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|(?:[-\w*/,?]+ +){4}[-\w*/,?]+)$/;
const qualifiedName =
  'letters, digits, "-", "_" and ".", at most 63, a letter or digit at both ends, with a DNS name and "/" before it at most';

/** Every format that the generated schemas use. */
export const formats: Readonly<Record<string, Format>> = {
  'amount-or-percent': {
    accepts: (value) => (typeof value === 'number' ? value >= 0 : /^\d+%$/.test(value)),
    expected: 'a number from 0 or a percentage such as "25%"',
  },
  // The API server compares annotation keys in lower case.
  'annotation-key': { accepts: onText((text) => isQualifiedName(text.toLowerCase())), expected: qualifiedName },
  byte: { accepts: matching(base64), expected: 'base64' },
  cidr: { accepts: onText(isCidr), expected: 'a CIDR such as "10.0.0.0/16"' },
  'config-key': {
    accepts: onText(
      (text) => text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'),
    ),
    expected: 'letters, digits, "-", "_" and "." only, at most 253 characters',
  },
  cron: { accepts: matching(cron), expected: 'a schedule of five fields such as "0 3 * * *"' },
  'date-time': { accepts: matching(dateTime), expected: 'a time such as "2026-01-31T12:00:00Z"' },
  'dns-label': {
    accepts: onText(isDnsLabel),
    expected: 'lower-case letters, digits and "-", at most 63, a letter or digit at both ends',
  },
  'env-name': {
    accepts: matching(/^[ -<>-~]+$/),
    expected: 'a name of printable ASCII characters other than "="',
  },
  int32: { accepts: within(-(2 ** 31), 2 ** 31 - 1), expected: 'an integer of 32 bits' },
  int64: { accepts: within(-(2 ** 63), 2 ** 63), expected: 'an integer of 64 bits' },
  ipv4: { accepts: onText(isIPv4), expected: 'an IPv4 address' },
  ipv6: { accepts: onText(isIPv6), expected: 'an IPv6 address' },
  'label-value': {
    accepts: onText((text) => text === '' || (text.length <= 63 && namePart.test(text))),
    expected: 'letters, digits, "-", "_" and ".", at most 63, a letter or digit at both ends',
  },
  'port-name': {
    accepts: onText(isPortName),
    expected: 'lower-case letters, digits and single "-", at most 15, one letter at least',
  },
  'port-or-name': {
    accepts: (value) => (typeof value === 'number' ? value >= 1 && value <= 65535 : isPortName(value)),
    expected: 'a port from 1 to 65535 or the name of one',
  },
  'qualified-name': { accepts: onText(isQualifiedName), expected: qualifiedName },
  quantity: { accepts: matching(quantity), expected: 'a quantity such as "250m", "0.5", "128Mi" or "1Gi"' },
  'resource-name': {
    accepts: onText(isResourceName),
    expected: 'cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<resource>',
  },
};
