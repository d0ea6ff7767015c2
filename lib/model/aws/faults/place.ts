import { unknownName } from '../../plan/context.ts';
import { regions, zonesOf } from '../catalog/regions.ts';
import type { Check } from './check.ts';

/** Where the cluster is: a region that is known, two or three zones of it. */
export const reportPlace: Check = ({ region, zones, at, report }) => {
  if (!Object.hasOwn(regions, region)) {
    report(unknownName(at('region'), 'region', region, Object.keys(regions)));
    return; // its zones can't be judged
  }
  const known = zonesOf(region);
  for (const [index, zone] of zones.entries()) {
    if (!known.includes(zone)) report(unknownName(at(`zones[${index}]`), `zone of ${region}`, zone, known));
  }
  const different = new Set(zones).size;
  if (different === zones.length && different >= 2 && different <= 3) return;
  report({
    ...at('zones'),
    found: different === 1 ? 'one zone' : `${zones.length} zones, ${different} of them different`,
    expected: 'two or three zones: EKS and RDS demand two, and one that fails must not take everything along',
    repair: `Name zones such as ${known.slice(0, 3).join(', ')}, or leave the key out.`,
  });
};
