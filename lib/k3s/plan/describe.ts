import { type Plan, stepsOf } from './step.ts';

/** A plan as a person reads it: each phase, and under it what is done on which host. */
export function describePlan(plan: Plan): readonly string[] {
  const notes = plan.notes.map((note) => `note: ${note}`);
  if (stepsOf(plan).length === 0) return [...notes, 'nothing to do: every host is as it should be'];
  const phases = plan.phases.flatMap(({ name, tracks }) => [
    `plan: ${name}`,
    ...tracks.filter((track) => track.length > 0).map((track) => `plan:   ${trackText(track)}`),
  ]);
  return [...notes, ...phases];
}

function trackText(track: readonly { readonly host: string; readonly name: string }[]): string {
  const hosts = [...new Set(track.map(({ host }) => host))];
  if (hosts.length === 1) return `${hosts[0]}: ${track.map(({ name }) => name).join(', ')}`;
  return track.map(({ host, name }) => `${host}: ${name}`).join(', ');
}
