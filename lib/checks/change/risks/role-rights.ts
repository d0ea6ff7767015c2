import { at, list, text } from '../../json.ts';

/** One verb on one resource, or on one path of the API server, as RBAC decides it. */
export interface Right {
  readonly verb: string;
  /** API group, empty for the core group; undefined for a path. */
  readonly group?: string;
  /** `pods/exec`, or a path such as `/metrics`. */
  readonly resource: string;
  /** Empty for every object of the resource. */
  readonly name: string;
}

/** Each right of a Role or ClusterRole, and the rule that it comes from. */
export function rightsOf(role: unknown): readonly { readonly right: Right; readonly path: string }[] {
  return list(at(role, 'rules')).flatMap((rule, index) =>
    [...rightsOfRule(rule)].map((right) => ({ right, path: `rules[${index}]` })),
  );
}

function* rightsOfRule(rule: unknown): Iterable<Right> {
  const names = texts(rule, 'resourceNames');
  for (const verb of texts(rule, 'verbs')) {
    for (const resource of texts(rule, 'nonResourceURLs')) yield { verb, resource, name: '' };
    for (const group of texts(rule, 'apiGroups')) {
      for (const resource of texts(rule, 'resources')) {
        for (const name of names.length > 0 ? names : ['']) yield { verb, group, resource, name };
      }
    }
  }
}

function texts(rule: unknown, field: string): readonly string[] {
  return list(at(rule, field)).map(text);
}

/** Whether everything that `right` allows is allowed by `known` alone. */
export function covers(known: Right, right: Right): boolean {
  return (
    coversWord(known.verb, right.verb) &&
    coversGroup(known.group, right.group) &&
    coversResource(known, right) &&
    (known.name === '' || known.name === right.name)
  );
}

function coversWord(known: string, word: string): boolean {
  return known === '*' || known === word;
}

function coversGroup(known: string | undefined, group: string | undefined): boolean {
  if (known === undefined || group === undefined) return known === group;
  return coversWord(known, group);
}

function coversResource(known: Right, { resource }: Right): boolean {
  if (coversWord(known.resource, resource)) return true;
  // A path may end in a star; a subresource may be covered for all resources.
  if (known.group === undefined)
    return known.resource.endsWith('*') && resource.startsWith(known.resource.slice(0, -1));
  return known.resource.startsWith('*/') && resource.endsWith(known.resource.slice(1));
}

/** `delete of pods`, `get of deployments.apps/scale named api`, `get of /metrics`. */
export function rightText({ verb, group, resource, name }: Right): string {
  const [kind, ...sub] = resource.split('/');
  const object = group === undefined || group === '' ? resource : [`${kind}.${group}`, ...sub].join('/');
  return `${verb} of ${object}${name === '' ? '' : ` named ${name}`}`;
}
