import { unknownName } from '../../plan/context.ts';
import type { Size } from '../../stack/workload-props.ts';
import { databaseClasses } from '../catalog/machines.ts';
import type { Check } from './check.ts';

/** Managed databases: private, and of a class that is known. */
export const reportDatabases: Check = ({ databases, at, report }) => {
  if (databases.publiclyAccessible as boolean) {
    report({
      ...at('databases.publiclyAccessible'),
      found: 'true',
      expected: 'false: no database is reached from the internet',
      repair: 'Remove it; people reach a database through Session Manager.',
    });
  }
  for (const [size, name] of Object.entries(databases.classes) as [Size, string][]) {
    if (Object.hasOwn(databaseClasses, name)) continue;
    report(unknownName(at(`databases.classes.${size}`), 'instance class', name, Object.keys(databaseClasses)));
  }
};
