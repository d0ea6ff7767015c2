import { AddressSet } from './addresses.ts';
import type { Field } from './field.ts';
import type { BlockPeer } from './policies.ts';

const cidrRepair = 'Write an address and a mask, such as 10.0.0.0/8 or 2001:db8::/32.';

/** The addresses of an `ipBlock`; a CIDR that is none, or an exception outside of it, is a fault. */
export function blockOf(field: Field): readonly BlockPeer[] {
  const cidr = cidrOf(field.at('cidr'));
  const excepts = field.list('except').map((each) => ({ each, addresses: cidrOf(each) }));
  if (cidr === undefined) return [];
  for (const { each, addresses } of excepts) {
    if (addresses !== undefined && (!cidr.includes(addresses) || addresses.includes(cidr))) {
      each.reject(`a range that is a true part of ${field.text('cidr')}`, 'Take the exception out, or widen cidr.');
    }
  }
  const known = excepts.flatMap(({ addresses }) => addresses ?? []);
  const texts = excepts.map(({ each }) => each.value);
  return [
    {
      kind: 'block',
      text: [field.text('cidr'), ...(texts.length > 0 ? ['except', texts.join(', ')] : [])].join(' '),
      addresses: known.reduce((left, except) => left.minus(except), cidr),
    },
  ];
}

function cidrOf(field: Field): AddressSet | undefined {
  const addresses = typeof field.value === 'string' ? AddressSet.cidr(field.value) : undefined;
  if (addresses === undefined) field.reject('a CIDR', cidrRepair);
  return addresses;
}
