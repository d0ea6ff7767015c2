import { at } from '../../../lib/checks/json.ts';
import { objectRule } from '../../../lib/checks/rule.ts';

export const ownedByTeam = objectRule(
  {
    id: 'naming/team',
    title: 'Every Deployment says which team owns it.',
    why: 'At three in the morning someone must know whom to call.',
    repair: 'Set the label example.com/team.',
    reference: 'https://wiki.example.com/on-call',
  },
  ['Deployment'],
  function* (entry) {
    const team = at(entry.object.metadata.labels, 'example.com/team');
    if (team === undefined) yield { path: 'metadata.labels', found: 'no team', expected: 'the label example.com/team' };
  },
);
