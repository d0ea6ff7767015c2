import { z } from 'zod';
import { cidrProblem, rangeProblem } from '../values/cidr.ts';
import { registryProblem } from '../values/image.ts';
import {
  environmentVariableProblem,
  labelProblem,
  metricProblem,
  portNameProblem,
  secretKeyProblem,
} from '../values/name.ts';
import { filePathProblem, routePathProblem, urlPathProblem } from '../values/path.ts';
import { listeningPortProblem, portProblem } from '../values/port.ts';
import { cpuProblem, memoryProblem, quantityProblem } from '../values/quantity.ts';

/** Adds a fault that says what was expected, and what was found if the value doesn't show it. */
export function refuse(context: z.RefinementCtx, expected: string, found?: string): void {
  context.addIssue({ code: 'custom', message: expected, params: { expected, found } });
}

/** A string that obeys the rule `problem` says; its fault carries what was expected. */
export function text(problem: (text: string) => string | undefined): z.ZodString {
  return z.string().superRefine((value, context) => {
    const expected = problem(value);
    if (expected) refuse(context, expected);
  });
}

/** A number that obeys the rule `problem` says. */
export function number(problem: (value: number) => string | undefined): z.ZodNumber {
  return z.number().superRefine((value, context) => {
    const expected = problem(value);
    if (expected) refuse(context, expected);
  });
}

/** A whole number from `low` to `high`. */
export function whole(low: number, high: number): z.ZodNumber {
  return number((value) =>
    Number.isInteger(value) && value >= low && value <= high ? undefined : `a whole number from ${low} to ${high}`,
  );
}

/** Any number of items. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** At least one item; `one` says of what: `one word`. */
export const some = <T extends z.ZodType>(item: T, one: string) => filled(z.array(item), `at least ${one}`).readonly();

/** An object or array that isn't empty. */
export function filled<T extends z.ZodType<object>>(schema: T, expected: string): T {
  return schema.superRefine((value, context) => {
    if (Object.keys(value).length === 0) refuse(context, expected);
  });
}

const notEmpty = (expected: string) => text((value) => (value.trim() === '' ? expected : undefined));

export const label = text((value) => labelProblem(value));
export const portName = text(portNameProblem);
export const metric = text(metricProblem);
export const variable = text(environmentVariableProblem);
export const secretKey = text(secretKeyProblem);
export const quantity = text(quantityProblem);
export const cpu = text(cpuProblem);
export const memory = text(memoryProblem);
export const cidr = text(cidrProblem);
/** Address ranges that a policy opens to: one at least, since Kubernetes takes an empty list for everybody. */
export const ranges = some(text(rangeProblem), 'one range');
export const portNumber = number(portProblem);
export const listeningPort = number(listeningPortProblem);
export const registryHost = text(registryProblem);
export const filePath = text(filePathProblem);
export const urlPath = text(urlPathProblem);
export const routePath = text(routePathProblem);
export const why = notEmpty('a reason in a few words');
export const address = notEmpty('an address');
export const command = some(z.string(), 'one word');
