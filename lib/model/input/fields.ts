import { z } from 'zod';
import { cidrProblem } from '../values/cidr.ts';
import { environmentVariableProblem, labelProblem } from '../values/name.ts';
import { portProblem } from '../values/port.ts';
import { quantityProblem } from '../values/quantity.ts';

/** A string that obeys the rule `problem` says; its fault carries what was expected. */
export function text(problem: (text: string) => string | undefined): z.ZodString {
  return z.string().superRefine((value, context) => {
    const expected = problem(value);
    if (expected) context.addIssue({ code: 'custom', message: expected, params: { expected } });
  });
}

/** A whole number from `low` to `high`. */
export function whole(low: number, high: number): z.ZodNumber {
  const expected = `a whole number from ${low} to ${high}`;
  return z.number().superRefine((value, context) => {
    if (!Number.isInteger(value) || value < low || value > high)
      context.addIssue({ code: 'custom', message: expected, params: { expected } });
  });
}

export const label = text((value) => labelProblem(value));
export const portName = text((value) => labelProblem(value, 15));
export const quantity = text(quantityProblem);
export const cidr = text(cidrProblem);
export const why = text((value) => (value.trim() === '' ? 'a reason in a few words' : undefined));
export const path = text((value) => (/^\/\S*$/.test(value) ? undefined : 'an absolute path such as "/metrics"'));
export const portNumber = z.number().superRefine((value, context) => {
  const expected = portProblem(value);
  if (expected) context.addIssue({ code: 'custom', message: expected, params: { expected } });
});
export const variable = text(environmentVariableProblem);
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
