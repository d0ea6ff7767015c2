import { eksVersions } from '../versions.ts';
import type { Check } from './check.ts';

/** A version of Kubernetes that EKS supports. */
export const reportVersion: Check = ({ version, at, report }) => {
  const { supported, ended } = eksVersions;
  if (Object.hasOwn(supported, version)) return;
  const known = Object.entries(supported).map(([name, { supportEnds }]) => `${name} (until ${dayOf(supportEnds)})`);
  const end = Object.hasOwn(ended, version) ? `, whose support ends on ${ended[version]}` : '';
  report({
    ...at('version'),
    found: `"${version}"${end}`,
    expected: `one of ${known.join(', ')}`,
    repair: `Set version to "${eksVersions.default}", or leave it out.`,
  });
};

/** A month alone is no day that AWS has named. */
function dayOf(supportEnds: string): string {
  return supportEnds.length === '2027-12'.length ? `about ${supportEnds}` : supportEnds;
}
