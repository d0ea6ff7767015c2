import { eksVersions } from '../versions.ts';
import type { Check } from './check.ts';

/** A version of Kubernetes that EKS supports, and that every add-on is pinned for. */
export const reportVersion: Check = ({ version, at, report }) => {
  const { supported, ended } = eksVersions;
  if (Object.hasOwn(supported, version)) return;
  const known = Object.entries(supported).map(([name, { supportEnds }]) => `${name} (until ${supportEnds})`);
  const end = Object.hasOwn(ended, version) ? `, whose support ends on ${ended[version]}` : '';
  report({
    ...at('version'),
    found: `"${version}"${end}`,
    expected: `one of ${known.join(', ')}`,
    repair: `Set version to "${eksVersions.default}", or leave it out.`,
  });
};
