import { longestDatabaseName } from '../names.ts';
import type { Check } from './check.ts';

/** The environment's domain lives in the zone: otherwise no certificate could be validated and no host be named. */
export const reportZone: Check = ({ dns, environment, at, report }) => {
  const { domain } = environment;
  if (!domain.includes('.')) {
    report({
      owner: `environment ${environment.name}`,
      path: 'domain',
      found: `"${domain}"`,
      expected: 'a domain of two labels at least: no zone and no certificate is made for a top-level domain',
      repair: 'Choose a domain of yours, such as "shop.example".',
    });
  }
  if (domain === dns.zone || domain.endsWith(`.${dns.zone}`)) return;
  report({
    ...at('dns.zone'),
    found: `the zone "${dns.zone}" for the domain "${domain}"`,
    expected: 'the domain itself or one above it',
    repair: `Name the zone that holds ${domain}, or leave dns out to have one made.`,
  });
};

/** What is named after a stack fits into the limits of AWS. */
export const reportNames: Check = ({ name, applications, at, report }) => {
  const managed = applications.flatMap(({ databases }) => databases.filter(({ kind }) => kind === 'managed'));
  for (const database of managed) {
    const full = `${name}-${database.name}`;
    if (full.length <= longestDatabaseName) continue;
    report({
      ...at('name'),
      found: `the database name "${full}" of ${full.length} characters`,
      expected: `at most ${longestDatabaseName}, the limit of RDS`,
      repair: `Shorten the cluster's name, or the stack's of ${database.id}.`,
    });
  }
};
