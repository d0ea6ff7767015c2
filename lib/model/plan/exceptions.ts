import type { ExceptionProps, Stack } from '../stack/stack-props.ts';
import { owner, type StackContext, unknownName } from './context.ts';
import type { ExcusedObject } from './plan.ts';

/** The exceptions that hold in the environment, by object; one of an unknown part is reported. */
export function planExceptions(context: StackContext): readonly ExcusedObject[] {
  const { environment, stack, report } = context;
  const parts = partsOf(stack);
  const objects = new Map<string, ExcusedObject>();
  for (const [index, exception] of (stack.exceptions ?? []).entries()) {
    const { of: part, kind, environments } = exception;
    if (!parts.includes(part)) {
      report(unknownName({ owner: owner(context), path: `exceptions[${index}].of` }, 'part', part, parts));
    }
    if (environments !== undefined && !environments.includes(environment.name)) continue;
    const key = `${kind} ${part}`;
    objects.set(key, { kind, part, lines: [...(objects.get(key)?.lines ?? []), lineOf(exception)] });
  }
  return [...objects.values()];
}

/** What may be excused: everything of a stack that has objects of its own. */
function partsOf({ workloads, databases = {} }: Stack): readonly string[] {
  const jobs = Object.keys(databases).flatMap((name) => [name, `${name}-migrate`, `${name}-backup`]);
  return [...Object.keys(workloads), ...jobs];
}

function lineOf({ rule, until, reason }: ExceptionProps): string {
  return `${rule} until ${until}: ${reason.trim().replace(/\s+/g, ' ')}`;
}
