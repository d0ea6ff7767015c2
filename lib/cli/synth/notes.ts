import type { Plan } from '../../model/index.ts';
import { openDestinations, secretsToMake } from '../../synth/index.ts';
import { count } from '../fault-text.ts';

/** What a person must know about what was rendered: ports open to everybody, and Secrets to make by hand. */
export function notes(plans: readonly Plan[]): string {
  return [openText(plans), secretText(plans)].map((text) => (text === '' ? '' : `\n${text}`)).join('');
}

function openText(plans: readonly Plan[]): string {
  const lines = openDestinations(plans).map(
    ({ from, to, ports, why, environments }) => `  ${from} → ${to} on ${ports} in ${environments.join(', ')}: ${why}\n`,
  );
  return lines.length === 0 ? '' : `Open to any public address, since no ranges are given:\n${lines.join('')}`;
}

function secretText(plans: readonly Plan[]): string {
  const needs = plans.map((plan) => [plan.environment.name, secretsToMake(plan).length] as const);
  const some = needs.filter(([, number]) => number > 0).map(([name, number]) => `${name} (${number})`);
  if (some.length === 0) return '';
  const all = count(
    needs.reduce((sum, [, number]) => sum + number, 0),
    'Secret',
  );
  return `${all} to make by hand before the first sync: ${some.join(', ')}. npx unifyops doctor lists them with their commands.\n`;
}
