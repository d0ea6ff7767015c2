import { type AddressRange, addressAt, type Family, whole } from '../traffic/addresses.ts';

/** Whether a range is one of IPv6. */
export function isIPv6({ first }: AddressRange): boolean {
  return first >= whole[6].first;
}

/** `Internet` for most of a family's addresses, else the CIDRs, or `a-b` where a range is none; after two, how many more. */
export function nameOfRanges(ranges: readonly AddressRange[]): string {
  const family: Family = ranges.some(isIPv6) ? 6 : 4;
  const size = (range: AddressRange) => range.last - range.first + 1n;
  const total = ranges.reduce((sum, range) => sum + size(range), 0n);
  if (total * 2n > size(whole[family])) return family === 6 ? 'Internet (IPv6)' : 'Internet';
  const names = ranges.map(rangeText);
  return names.length <= 2 ? names.join(', ') : `${names[0]} +${names.length - 1} more`;
}

/** Neighbours joined, sorted: a listing cuts ranges where those of another line begin. */
export function joinRanges(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : 1));
  return sorted.reduce<AddressRange[]>((joined, { first, last }) => {
    const previous = joined.at(-1);
    if (previous !== undefined && previous.last + 1n === first && isIPv6(previous) === isIPv6({ first, last }))
      joined[joined.length - 1] = { first: previous.first, last };
    else joined.push({ first, last });
    return joined;
  }, []);
}

/** `10.0.0.0/8`, or `10.0.0.1-10.0.0.7` where no CIDR is the same. */
export function rangeText({ first, last }: AddressRange): string {
  const size = last - first + 1n;
  const bits = size.toString(2).length - 1;
  const isCidr = 1n << BigInt(bits) === size && (first - whole[isIPv6({ first, last }) ? 6 : 4].first) % size === 0n;
  const mask = (isIPv6({ first, last }) ? 128 : 32) - bits;
  return isCidr ? `${addressAt(first)}/${mask}` : `${addressAt(first)}-${addressAt(last)}`;
}
