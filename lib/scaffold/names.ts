/** Words that can't name a constant of a module. */
const reserved = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for function
  if implements import in instanceof interface let new null package private protected public return static super switch this
  throw true try typeof var void while with yield arguments eval`.split(/\s+/),
);

/** `core-go` → `coreGo`. */
function camelCase(name: string): string {
  return name.replaceAll(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The constant of a stack in its own file: `cart`, or `deleteStack` where the name is a word of the language. */
export function constantOf(name: string): string {
  const constant = camelCase(name);
  return reserved.has(constant) ? `${constant}Stack` : constant;
}

/** The constant of a stack among all stacks: `shopCart`. */
export function sharedConstantOf(domain: string, name: string): string {
  return camelCase(`${domain}-${name}`);
}
