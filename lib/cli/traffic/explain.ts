import { type Answer, explain, explainJson, explainText, type PortQuestion } from '../../checks/traffic/index.ts';
import { exitCode } from '../exit-code.ts';
import { answering, connectionsOf } from './answer.ts';

/** A question about one connection. */
export interface QuestionOptions {
  readonly from: string;
  readonly to: string;
  /** @default - every port */
  readonly port?: PortQuestion;
  /** @default 'text' */
  readonly format?: 'text' | 'json';
}

const answerCodes: Readonly<Record<Answer, number>> = { yes: exitCode.ok, no: exitCode.faults, contested: 3 };

/** Answers in a word, and with the exit code. */
export function runEval(dirs: readonly string[], { from, to, port }: QuestionOptions): number {
  return answering(() => {
    const { answer, doubts } = explain(connectionsOf(dirs), from, to, port);
    process.stdout.write(`${answer}\n${doubts.map((doubt) => `${doubt}\n`).join('')}`);
    return answerCodes[answer];
  });
}

/** Says which policies and rules decided. Returns the exit code. */
export function runExplain(dirs: readonly string[], { from, to, port, format }: QuestionOptions): number {
  return answering(() => {
    const explanation = explain(connectionsOf(dirs), from, to, port);
    process.stdout.write(format === 'json' ? explainJson(explanation) : explainText(explanation));
    return exitCode.ok;
  });
}
