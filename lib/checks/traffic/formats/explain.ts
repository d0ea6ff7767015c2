import { ruleText } from '../doubts.ts';
import type { Explanation, HalfExplanation } from '../explain.ts';
import type { PortSet } from '../ports.ts';
import type { RuleReason } from '../reasons.ts';

/** The explanation in sentences: the answer, a line for each half, and the doubts if there are any. */
export function explainText(explanation: Explanation): string {
  const { answer, exposedBy, halves, doubts } = explanation;
  const lines = [`${answer}: ${answerText(explanation)}`, ...halves.map((half) => `  ${halfText(explanation, half)}`)];
  const exposed = exposedBy.map((through) => `  Exposed by ${through}.`);
  return [...lines, ...exposed, ...doubts.map((doubt) => `  In doubt: ${doubt}`)].map((line) => `${line}\n`).join('');
}

function answerText({ answer, from, to, asked, ports }: Explanation): string {
  const on = asked.isAll ? '' : ` on ${asked}`;
  switch (answer) {
    case 'yes':
      return asked.isAll
        ? `${from.id} may reach ${to.id} on ${portsText(ports)}.`
        : `${from.id} may reach ${to.id}${on}.`;
    case 'no':
      return `${from.id} may not reach ${to.id}${asked.isAll ? ' on any port' : on}.`;
    case 'contested':
      return `whether ${from.id} may reach ${to.id}${on} depends on the network plugin.`;
  }
}

function halfText({ from, to, asked }: Explanation, { half, reasons, ports }: HalfExplanation): string {
  const [self, other] = half === 'egress' ? [from, to] : [to, from];
  const way = half === 'egress' ? `Out of ${self.id}` : `Into ${self.id}`;
  if (reasons === undefined) return `${way}: no policy of the tree decides.`;
  const { isolatedBy, rules } = reasons;
  if (isolatedBy.length === 0) return `${way}: no policy isolates it for ${half}, so everything is allowed.`;
  const deciding = rules.filter((rule) => rule.ports.overlaps(asked));
  if (deciding.length > 0 && ports.overlaps(asked)) return `${way}: ${deciding.map(allowsText).join('; ')}.`;
  const verb = isolatedBy.length === 1 ? 'isolates it, and none of its rules' : 'isolate it, and none of their rules';
  const lets = `${half === 'egress' ? 'lets it reach' : 'lets in'} ${other.id}${asked.isAll ? '' : ` on ${asked}`}`;
  const others = rules.map((rule) => `; ${allowsText(rule)} only`).join('');
  return `${way}: ${policiesText(isolatedBy)} ${verb} ${lets}${others}.`;
}

function allowsText(reason: RuleReason): string {
  return `${ruleText(reason)} (${reason.peer}) allows ${portsText(reason.ports)}`;
}

function policiesText(policies: readonly string[]): string {
  return policies.length === 1
    ? `policy ${policies[0]}`
    : `policies ${policies.slice(0, -1).join(', ')} and ${policies.at(-1)}`;
}

function portsText(ports: PortSet): string {
  return ports.isAll ? 'every port' : String(ports);
}

/** The explanation as JSON. */
export function explainJson({ from, to, answer, ports, exposedBy, halves, doubts }: Explanation): string {
  const halfJson = ({ half, ports: allowed, reasons }: HalfExplanation) => ({
    half,
    conn: String(allowed),
    isolatedBy: reasons?.isolatedBy ?? [],
    rules: (reasons?.rules ?? []).map((rule) => ({ ...rule, rule: rule.rule + 1, ports: String(rule.ports) })),
  });
  const value = {
    src: from.id,
    dst: to.id,
    answer,
    conn: String(ports),
    exposedBy,
    halves: halves.map(halfJson),
    doubts,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
